using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor some = LayerRow.Data(4, 6);

    private static LayerRow Map(Func<Module> make, Func<CoreTensor, CoreTensor> functional) =>
        new(make, [some], (_, x, _) => functional(x[0]!));

    private static IEnumerable<LayerRow> Activations =>
        [
            Map(() => new ReLU(), Core.Activation.relu),
            Map(() => new ReLU6(), Core.Activation.relu6),
            Map(() => new LeakyReLU(), x => Core.Activation.leakyRelu(0.01, x)),
            Map(() => new LeakyReLU(0.2), x => Core.Activation.leakyRelu(0.2, x)),
            Map(() => new Threshold(0.1, -2), x => Core.Activation.threshold(0.1, -2, x)),
            Map(() => new AllReLU(-0.6), x => Core.Activation.allRelu(-0.6, x)),
            Map(() => new RReLU(), x => Core.Activation.leakyRelu((1.0 / 8 + 1.0 / 3) / 2, x)),
            new(
                () => new RReLU(0.1, 0.4),
                [some],
                (_, x, mode) => Core.RReluModule.apply(mode, new(0.1, 0.4), x[0]),
                true
            ),
            new(() => new PReLU(), [some], (p, x, _) => Core.PReluModule.apply(new(p[0]), x[0])),
            new(() => new PReLU(6, 0.1), [some], (p, x, _) => Core.PReluModule.apply(new(p[0]), x[0])),
            new(() => new SReLU(), [some], (p, x, _) => Core.SReluModule.apply(new(p[0], p[1], p[2], p[3]), x[0])),
            Map(() => new Sigmoid(), Core.Activation.sigmoid),
            Map(() => new LogSigmoid(), Core.Activation.logSigmoid),
            Map(() => new Hardsigmoid(), Core.Activation.hardsigmoid),
            Map(() => new Tanh(), Core.Activation.tanh),
            Map(() => new Hardtanh(), x => Core.Activation.hardtanh(-1, 1, x)),
            Map(() => new Hardtanh(-0.2, 0.5), x => Core.Activation.hardtanh(-0.2, 0.5, x)),
            Map(() => new Softsign(), Core.Activation.softsign),
            Map(() => new Softshrink(0.3), x => Core.Activation.softshrink(0.3, x)),
            Map(() => new Hardshrink(), x => Core.Activation.hardshrink(0.5, x)),
            Map(() => new Tanhshrink(), Core.Activation.tanhshrink),
            Map(() => new ELU(0.7), x => Core.Activation.elu(0.7, x)),
            Map(() => new CELU(0.7), x => Core.Activation.celu(0.7, x)),
            Map(() => new SELU(), Core.Activation.selu),
            Map(() => new Softplus(2, 1), x => Core.Activation.softplus(2, 1, x)),
            Map(() => new SiLU(), Core.Activation.silu),
            Map(() => new GELU(), Core.Activation.gelu),
            Map(() => new GELU(GeluApproximation.Tanh), Core.Activation.geluTanh),
            Map(() => new Mish(), Core.Activation.mish),
            Map(() => new Hardswish(), Core.Activation.hardswish),
            Map(() => new GLU(), x => Core.Activation.glu(-1, x)),
            Map(() => new Softmax(), x => Core.Activation.softmax(-1, x)),
            Map(() => new Softmax(0), x => Core.Activation.softmax(0, x)),
            Map(() => new LogSoftmax(1), x => Core.Activation.logSoftmax(1, x)),
            Map(() => new Softmin(1), x => Core.Activation.softmin(1, x)),
        ];
}

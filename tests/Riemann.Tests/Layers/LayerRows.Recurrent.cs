using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor steps = LayerRow.Data(5, 2, 3);

    private static Core.RecurrentWeights Weights(CoreTensor[] p, int first = 0, bool bias = true) =>
        bias
            ? new(p[first], p[first + 1], new(p[first + 2]), new(p[first + 3]))
            : new(p[first], p[first + 1], null, null);

    private static Core.RnnCell Rnn(CoreTensor[] p, int first = 0) => new(Weights(p, first), Core.RnnNonlinearity.Tanh);

    private static Core.Recurrent<TCell> One<TCell>(TCell cell) => new([new(cell, null)], 0, false);

    /// <summary>Two layers in both directions, with dropout between.</summary>
    private static Core.Recurrent<TCell> Four<TCell>(Func<int, TCell> cell, int each) =>
        new([new(cell(0), new(cell(each))), new(cell(2 * each), new(cell(3 * each)))], 0.3, true);

    private static IEnumerable<LayerRow> Recurrent =>
        [
            new(() => new RNN(3, 4), [steps], (p, x, mode) => Core.RnnModule.apply(mode, One(Rnn(p)), x[0]).Item1),
            new(
                () => new RNN(3, 4, 2, batchFirst: true, dropout: 0.3, bidirectional: true),
                [steps, LayerRow.Data(4, 5, 4)],
                (p, x, mode) => Core.RnnModule.applyFrom(mode, Four(i => Rnn(p, i), 4), x[1], x[0]).Item1,
                true
            ),
            new(
                () => new RNN(3, 4, nonlinearity: RnnNonlinearity.Relu, bias: false),
                [LayerRow.Data(5, 3)],
                (p, x, mode) =>
                    Core
                        .RnnModule.apply(
                            mode,
                            One(new Core.RnnCell(Weights(p, 0, false), Core.RnnNonlinearity.Relu)),
                            x[0]
                        )
                        .Item1
            ),
            new(
                () => new GRU(3, 4),
                [steps],
                (p, x, mode) => Core.GruModule.apply(mode, One(new Core.GruCell(Weights(p))), x[0]).Item1
            ),
            new(
                () => new LSTM(3, 4),
                [steps],
                (p, x, mode) => Core.LstmModule.apply(mode, One(new Core.LstmCell(Weights(p), null)), x[0]).Item1
            ),
            new(
                () => new LSTM(3, 4, 2, batchFirst: true, dropout: 0.3, bidirectional: true, projSize: 2),
                [steps, LayerRow.Data(4, 5, 2), LayerRow.Data(4, 5, 4)],
                (p, x, mode) =>
                    Core
                        .LstmModule.applyFrom(
                            mode,
                            Four(i => new Core.LstmCell(Weights(p, i), new(p[i + 4])), 5),
                            new(x[1], x[2]),
                            x[0]
                        )
                        .Item1,
                true
            ),
            new(
                () => new RNNCell(6, 3),
                [some, LayerRow.Data(4, 3)],
                (p, x, _) => Core.RnnCellModule.apply(Rnn(p), x[1], x[0])
            ),
            new(
                () => new RNNCell(6, 3),
                [some],
                (p, x, _) => Core.RnnCellModule.apply(Rnn(p), Core.RnnCellModule.initial(Rnn(p), x[0]), x[0])
            ),
            new(
                () => new GRUCell(6, 3),
                [some, LayerRow.Data(4, 3)],
                (p, x, _) => Core.GruCellModule.apply(new(Weights(p)), x[1], x[0])
            ),
            new(
                () => new LSTMCell(6, 3),
                [some, LayerRow.Data(4, 3), LayerRow.Data(4, 3)],
                (p, x, _) => Core.LstmCellModule.apply(new(Weights(p), null), new(x[1], x[2]), x[0]).Hidden
            ),
        ];
}

using Riemann;

/// <summary>Three convolutions with batch normalisation for colour pictures of 32 x 32 pixels.</summary>
internal sealed class Cifar10Net()
    : PictureNet(
        new([.. Block(3, 32), .. Block(32, 64), .. Block(64, 128)]), // 128 x 4 x 4
        new(
            new Flatten(),
            new Linear(128 * 4 * 4, 256),
            new BatchNorm1d(256),
            new ReLU(),
            new Dropout(0.5),
            new Linear(256, 10)
        )
    )
{
    private static Module[] Block(int channels, int filters) =>
        [
            new Conv2d(channels, filters, kernelSize: 3, padding: 1),
            new BatchNorm2d(filters),
            new ReLU(),
            new MaxPool2d(kernelSize: 2, stride: 2),
            new Dropout(0.25),
        ];
}

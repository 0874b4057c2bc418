using Riemann;

/// <summary>Two convolutions for digits of 28 x 28 pixels.</summary>
internal sealed class MnistNet()
    : PictureNet(
        new(
            new Conv2d(1, 32, kernelSize: 3, padding: 1),
            new ReLU(),
            new MaxPool2d(kernelSize: 2, stride: 2), // 32 x 14 x 14
            new Conv2d(32, 64, kernelSize: 3, padding: 1),
            new ReLU(),
            new MaxPool2d(kernelSize: 2, stride: 2) // 64 x 7 x 7
        ),
        new(new Flatten(), new Linear(64 * 7 * 7, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10))
    );

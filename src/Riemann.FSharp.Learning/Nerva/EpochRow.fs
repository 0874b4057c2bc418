namespace Riemann.FSharp.Learning.Nerva

/// A row of the table that training prints.
type EpochRow =
    {
        /// 0 before training.
        Epoch: int
        /// The rate of the first layer in the epoch; before training, that of the first epoch.
        LearningRate: float
        /// The mean over the training examples.
        Loss: float
        /// The part of the training examples, from 0 to 1, whose largest output is that of their class.
        TrainAccuracy: float
        /// The part of the test examples.
        TestAccuracy: float
        /// What the epoch's steps took, without the measuring of loss and accuracies.
        Seconds: float
    }

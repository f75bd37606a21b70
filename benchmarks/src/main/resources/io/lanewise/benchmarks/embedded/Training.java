package example;

import static io.lanewise.nn.Losses.crossEntropy;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;

/// An MLP learns a batch of random pixels by heart, in as many steps as the argument says.
final class Training {
  public static void main(String[] args) {
    var model =
        new Sequential(
                new Linear(784, 50), new Relu(), new Linear(50, 25), new Relu(), new Linear(25, 10))
            .initialise(1);
    var sgd = new Sgd(model.parameters(), 0.05);
    Tensor x = Tensor.uniform(1, 64, 784);
    Tensor y = Tensor.uniform(2, 64).mul(10).floor();
    Tape tape = Tape.record(() -> crossEntropy(model.forward(x), y));
    for (int step = Integer.parseInt(args[0]); step > 0; step--) {
      tape.forward();
      tape.backward();
      sgd.step();
    }
    System.out.println(tape.loss());
  }
}

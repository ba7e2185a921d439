package dev.understack.language.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {
  @Test
  void patch_between_two_objects_turns_the_first_into_the_second() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode from = randomObject(random, 3);
      ObjectNode to = randomObject(random, 3);

      ObjectNode patch = MergePatch.between(from, to);

      assertThat(MergePatch.apply(from, patch)).isEqualTo(to);
      assertThat(MergePatch.between(to, to)).isEmpty();
    }
  }

  private static ObjectNode randomObject(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "f" + random.nextInt(4);
      switch (random.nextInt(depth > 0 ? 4 : 3)) {
        case 0 -> object.put(name, random.nextInt(3));
        case 1 -> object.put(name, "t" + random.nextInt(3));
        case 2 -> object.putArray(name).add(random.nextInt(2)).add(random.nextBoolean());
        default -> object.set(name, randomObject(random, depth - 1));
      }
    }
    return object;
  }
}

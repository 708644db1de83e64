package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIdClassTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldAnswerTheDigestAndWhetherThereIsState(boolean state) throws Exception {
    Map<String, byte[]> classFiles =
        Map.of(ImageIdClass.NAME, ImageIdClass.generate(DIGEST, state));
    Verified.assertVerifies(classFiles);
    Class<?> type =
        Class.forName("org.heapsnapshot.image.ImageId", true, new BytesLoader(classFiles));
    assertEquals(DIGEST, type.getMethod("digest").invoke(null));
    assertEquals(state, type.getMethod("hasState").invoke(null));
    assertEquals(61, classFiles.get(ImageIdClass.NAME)[7]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
  void throwsOnAnythingElse(String digest) {
    assertThrows(IllegalArgumentException.class, () -> ImageIdClass.generate(digest, true));
  }
}

package org.heapsnapshot.testkit.hostile;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Random numbers of every kind: no two starts may have the same. */
final class RandomDraws {
  private RandomDraws() {}

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class KeepsUuid {
    static final UUID ID = UUID.randomUUID();
  }

  static Object keepsUuid(Start start) {
    return KeepsUuid.ID;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class DrawsUnseeded {
    static final long NUMBER = new Random().nextLong();
  }

  static Object drawsUnseeded(Start start) {
    return DrawsUnseeded.NUMBER;
  }

  /** Would repeat, but no generator is ever carried. */
  @Hostile(cause = "HEAP", reason = "java.util.Random", nets = Net.HEAP)
  static final class KeepsSeeded {
    static final Random RANDOM = new Random(42);
    static final int FIRST = RANDOM.nextInt();
  }

  static Object keepsSeeded(Start start) {
    return KeepsSeeded.FIRST + " " + KeepsSeeded.RANDOM.nextInt();
  }

  /** A number from a fixed seed is one like any other. */
  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class DrawsSeeded {
    static final int FIRST = new Random(42).nextInt();
  }

  static Object drawsSeeded(Start start) {
    return DrawsSeeded.FIRST;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class DrawsSecure {
    static final byte[] BYTES = draw();

    private static byte[] draw() {
      byte[] bytes = new byte[16];
      new SecureRandom().nextBytes(bytes);
      return bytes;
    }
  }

  static Object drawsSecure(Start start) {
    return Arrays.toString(DrawsSecure.BYTES);
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.HEAP},
      random = true)
  static final class KeepsSecure {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  static Object keepsSecure(Start start) {
    return KeepsSecure.RANDOM.nextLong();
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class DrawsThreadLocal {
    static final long NUMBER = ThreadLocalRandom.current().nextLong();
  }

  static Object drawsThreadLocal(Start start) {
    return DrawsThreadLocal.NUMBER;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class DrawsByMath {
    static final double NUMBER = Math.random();
  }

  static Object drawsByMath(Start start) {
    return DrawsByMath.NUMBER;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "draws random numbers",
      nets = {Net.EFFECTS, Net.PERTURBATION},
      random = true)
  static final class DrawsSplittable {
    static final long NUMBER = new SplittableRandom().nextLong();
  }

  static Object drawsSplittable(Start start) {
    return DrawsSplittable.NUMBER;
  }

  @Hostile(nets = Net.PERTURBATION, random = true)
  static final class Shuffles {
    static final List<Integer> NUMBERS = new ArrayList<>(IntStream.range(0, 24).boxed().toList());

    static {
      Collections.shuffle(NUMBERS);
    }
  }

  static Object shuffles(Start start) {
    return Shuffles.NUMBERS;
  }

  /** Time, a counter and an address, as libraries mix them for a seed. */
  @Hostile(cause = "DIFFERENCE", reason = "SEED", nets = Net.PERTURBATION, random = true)
  static final class MixesSeed {
    static final long SEED =
        0x9E3779B97F4A7C15L * System.nanoTime() ^ System.identityHashCode(new Object());
  }

  static Object mixesSeed(Start start) {
    return MixesSeed.SEED;
  }
}

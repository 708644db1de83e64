package org.heapsnapshot.testkit.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** What {@code main} sets before it uses the class that reads it. */
final class SetBefore {
  private SetBefore() {}

  @Hostile(cause = "EFFECT", reason = "which the program sets before", nets = Net.EFFECTS)
  static final class ReadsProperty {
    static final String MODE = System.getProperty("hostile.mode", "unset");
  }

  static Object readsProperty(Start start) {
    System.setProperty("hostile.mode", "set by main");
    return ReadsProperty.MODE;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "all system properties, of which the program",
      nets = Net.EFFECTS)
  static final class ReadsAll {
    static final String VALUE = amongAll("hostile.all");
  }

  private static String amongAll(String name) {
    for (Map.Entry<Object, Object> each : System.getProperties().entrySet()) {
      if (each.getKey().equals(name)) {
        return (String) each.getValue();
      }
    }
    return "unset";
  }

  static Object readsAll(Start start) {
    System.setProperty("hostile.all", "set by main, too");
    return ReadsAll.VALUE;
  }

  @Hostile(cause = "EFFECT", reason = "which the program has code to set", nets = Net.EFFECTS)
  static final class ReadsPossible {
    static final String MODE = System.getProperty("hostile.possible", "unset");
  }

  /** No training run is shy. */
  static Object readsPossible(Start start) {
    if (start.shy()) {
      System.setProperty("hostile.possible", "set by main");
    }
    return ReadsPossible.MODE;
  }

  /** What main changes before others read it. */
  static final class Settings {
    static String mode = new String("unset");
    static final List<String> NAMES = new ArrayList<>(List.of("one"));
    static List<String> plugins = List.of();
    static List<String> replaced = new ArrayList<>(List.of("a"));
    static Locale locale = Locale.CANADA_FRENCH;
    static File file = new File("observed");
    static final Map<String, String> ORDERED = new LinkedHashMap<>(Map.of("first", "1"));
    static final Map<Object, Object> TABLE = new HashMap<>(Map.of(1000, "thousand"));
    static int hashSeed;
    static boolean broken;
    static boolean loud;
    static Class<?> type = StringBuilder.class;
    static long millis = 500;
    static Path path = Path.of("observed");
    static String algorithm = "MD5";
    static TimeZone zone = TimeZone.getTimeZone("GMT");
    static LocalDate day = LocalDate.of(2020, 1, 1);
    static Object monitor = new Object();
  }

  /** Takes a way that was not observed: its state is the same. */
  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class PrintsLater {
    static final List<String> LIST = List.of("kept");

    static {
      if (Settings.loud) {
        System.out.println("SetBefore: printed by an initializer");
      }
    }
  }

  static Object printsLater(Start start) {
    Settings.loud = true;
    return PrintsLater.LIST;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class SetsLater {
    static final List<String> LIST = List.of("kept");

    static {
      if (Settings.loud) {
        System.setProperty("hostile.loud", "set");
      }
    }
  }

  static Object setsLater(Start start) {
    Settings.loud = true;
    return SetsLater.LIST + System.getProperty("hostile.loud");
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class FindsMember {
    static final Constructor<?> MADE = find();

    private static Constructor<?> find() {
      try {
        return Settings.type.getConstructor();
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object findsMember(Start start) {
    Settings.type = Object.class;
    return FindsMember.MADE;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsDuration {
    static final Duration DURATION = Duration.ofMillis(Settings.millis);
  }

  /** What is observed has a zero where this has none. */
  static Object keepsDuration(Start start) {
    Settings.millis = 2500;
    return KeepsDuration.DURATION;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class ResolvesPath {
    static final Path PATH = Settings.path.resolve("file");
  }

  static Object resolvesPath(Start start) {
    Settings.path = Path.of("set by main");
    return ResolvesPath.PATH;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsDigest {
    static final MessageDigest DIGEST = find();

    private static MessageDigest find() {
      try {
        return MessageDigest.getInstance(Settings.algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object keepsDigest(Start start) {
    Settings.algorithm = "SHA-256";
    return KeepsDigest.DIGEST.getAlgorithm();
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsFormat {
    static final SimpleDateFormat FORMAT = new SimpleDateFormat("yyyy-MM-dd HH:mm", Locale.ROOT);

    static {
      FORMAT.setTimeZone(Settings.zone);
    }
  }

  static Object keepsFormat(Start start) {
    Settings.zone = TimeZone.getTimeZone("Asia/Tokyo");
    return KeepsFormat.FORMAT.format(new Date(0));
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsDays {
    static final Map<LocalDate, String> DAYS = new HashMap<>();

    static {
      DAYS.put(Settings.day, "a");
      DAYS.put(LocalDate.of(2020, 1, 2), "b");
    }
  }

  /** Several keys that are equal by value. */
  static Object keepsDays(Start start) {
    Settings.day = LocalDate.of(2021, 1, 1);
    return KeepsDays.DAYS.get(LocalDate.of(2020, 1, 1));
  }

  /** Has a number with a name like that of a hash code. */
  static final class Seeded {
    final int hashSeed;

    Seeded(int seed) {
      hashSeed = seed;
    }
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsSeeded {
    static final Seeded SEEDED = new Seeded((int) Settings.millis - 500);
  }

  static Object keepsSeeded(Start start) {
    Settings.millis = 2500;
    return KeepsSeeded.SEEDED.hashSeed;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class RefersWeakly {
    static final Object KEPT = Settings.monitor;
    static final WeakReference<Object> REFERENCE = new WeakReference<>(KEPT);
  }

  static Object refersWeakly(Start start) {
    Settings.monitor = new Object();
    return RefersWeakly.KEPT == Settings.monitor
        && RefersWeakly.REFERENCE.get() == Settings.monitor;
  }

  /** The properties of the JVM have more methods than those of a table of one's own. */
  @Hostile(cause = "EFFECT", nets = Net.EFFECTS)
  static final class PutsIfAbsent {
    static final List<String> LIST = List.of("kept");

    static {
      System.getProperties().putIfAbsent("hostile.absent", "put");
    }
  }

  static Object putsIfAbsent(Start start) {
    return PutsIfAbsent.LIST + System.getProperty("hostile.absent");
  }

  private static final String REHEARSED = "in a training run, where main";

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsFilled {
    static final List<String> PLUGINS = Settings.plugins;
  }

  /** What was observed is an object of the JDK's own. */
  static Object keepsFilled(Start start) {
    Settings.plugins = List.of("filled");
    return KeepsFilled.PLUGINS;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsReplaced {
    static final List<String> LIST = Settings.replaced;
  }

  /** Equal when it is kept. */
  static Object keepsReplaced(Start start) {
    Settings.replaced = new ArrayList<>(Settings.replaced);
    Object list = KeepsReplaced.LIST;
    Settings.replaced.add("b");
    return list;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsSetLocale {
    static final Locale LOCALE = Settings.locale;
  }

  static Object keepsSetLocale(Start start) {
    Settings.locale = Locale.GERMAN;
    return KeepsSetLocale.LOCALE;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class KeepsFile {
    static final File FILE = Settings.file;
  }

  static Object keepsFile(Start start) {
    Settings.file = new File("set by main");
    return KeepsFile.FILE;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class CopiesOrdered {
    static final Map<String, String> COPY = new LinkedHashMap<>(Settings.ORDERED);
  }

  static Object copiesOrdered(Start start) {
    Settings.ORDERED.clear();
    Settings.ORDERED.put("second", "1");
    return CopiesOrdered.COPY;
  }

  /** A table of the program's. */
  static final class Own extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    Own(Map<Object, Object> from) {
      super(from);
    }
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class CopiesTable {
    static final Own COPY = new Own(Settings.TABLE);
  }

  static Object copiesTable(Start start) {
    Settings.TABLE.put(2000, Settings.TABLE.remove(1000));
    return CopiesTable.COPY;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class CopiesSeed {
    static final int HASH_SEED = Settings.hashSeed;
  }

  static Object copiesSeed(Start start) {
    Settings.hashSeed = 7;
    return CopiesSeed.HASH_SEED;
  }

  @Hostile(cause = "DIFFERENCE", reason = "threw in the training run", nets = Net.REHEARSAL)
  static final class ThrowsLater {
    static final List<String> VALUE = find();

    private static List<String> find() {
      if (Settings.broken) {
        throw new IllegalStateException("broken by main");
      }
      return List.of("whole");
    }
  }

  static Object throwsLater(Start start) {
    Settings.broken = true;
    return ThrowsLater.VALUE;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class ReadsField {
    static final String MODE = Settings.mode;
  }

  static Object readsField(Start start) {
    Settings.mode = "set by main";
    return ReadsField.MODE;
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class ReadsList {
    static final int COUNT = Settings.NAMES.size();
  }

  static Object readsList(Start start) {
    Settings.NAMES.add("two");
    return ReadsList.COUNT;
  }

  /** Refers to what main changed, and says nothing of it. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsList {
    static final List<String> SAME = Settings.NAMES;
  }

  static Object keepsList(Start start) {
    return KeepsList.SAME == Settings.NAMES;
  }

  /** Is convicted of writing, so that nobody observes what it does. */
  static final class Plugin {
    static {
      Settings.NAMES.add("plugin");
    }

    static void touch() {}
  }

  @Hostile(cause = "DIFFERENCE", reason = REHEARSED, nets = Net.REHEARSAL)
  static final class ReadsPlugins {
    static final List<String> ALL = List.copyOf(Settings.NAMES);
  }

  static Object readsPlugins(Start start) {
    Plugin.touch();
    return ReadsPlugins.ALL;
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsLocale {
    static final String TAG = Locale.getDefault().toLanguageTag();
  }

  static Object keepsLocale(Start start) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.CANADA_FRENCH);
    String tag = KeepsLocale.TAG;
    Locale.setDefault(before);
    return tag;
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsZone {
    static final String ID = TimeZone.getDefault().getID();
  }

  static Object keepsZone(Start start) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    String id = KeepsZone.ID;
    TimeZone.setDefault(before);
    return id;
  }

  @Hostile(nets = Net.EFFECTS)
  static final class KeepsOut {
    static final PrintStream OUT = System.out;
  }

  static Object keepsOut(Start start) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true));
    KeepsOut.OUT.print("caught");
    System.setOut(before);
    return bytes.toString();
  }

  @Hostile(nets = Net.EFFECTS)
  static final class KeepsErr {
    static final PrintStream ERR = System.err;
  }

  static Object keepsErr(Start start) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true));
    KeepsErr.ERR.print("caught");
    System.setErr(before);
    return bytes.toString();
  }

  @Hostile(nets = Net.EFFECTS)
  static final class KeepsIn {
    static final InputStream IN = System.in;
  }

  static Object keepsIn(Start start) throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("given".getBytes(StandardCharsets.UTF_8)));
    String read = new String(KeepsIn.IN.readAllBytes(), StandardCharsets.UTF_8);
    System.setIn(before);
    return read;
  }

  /** Throws unless {@code main} has prepared. */
  @Hostile(nets = Net.EFFECTS)
  static final class Demands {
    static final String VALUE = demand();

    private static String demand() {
      String value = System.getProperty("hostile.prepared");
      if (value == null) {
        throw new IllegalStateException("not prepared");
      }
      return value;
    }
  }

  static Object demands(Start start) {
    System.setProperty("hostile.prepared", "prepared by main");
    return Demands.VALUE;
  }
}

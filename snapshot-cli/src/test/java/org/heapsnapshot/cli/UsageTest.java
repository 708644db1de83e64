package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @ValueSource(strings = {"train", "build", "run", "verify", "inspect", "explain", "demo"})
  void shouldHelpWithEveryCommand(String command) {
    CommandLines.Result result = CommandLines.run(command, "--help");

    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("Usage: snapshot " + command), result.out());
    assertTrue(result.out().contains("Exit codes:"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void shouldListEveryCommandAndTellItsVersion() {
    String help = CommandLines.run("--help").out();
    for (String command :
        List.of("train", "build", "run", "verify", "inspect", "explain", "demo")) {
      assertTrue(help.contains("\n  " + command + " "), command);
    }
    String version = CommandLines.run("--version").out();
    assertTrue(version.matches("(?s)snapshot \\d+\\.\\d+.*"), version);
  }

  /** Options of the command line, separated by blanks; then what the message says. */
  @ParameterizedTest
  @CsvSource({
    "'', a command is missing",
    "biuld, Did you mean build?",
    "build -o x.img, the program is missing",
    "build --jar a.jar, Missing required option: '--output=IMG'",
    "build --jar a.jar --class-path b --main C -o x, 'either --jar or --class-path, not both'",
    "build --class-path b -o x, --class-path needs --main",
    "build --jar a.jar --profile p --train x -o y, 'either --profile or --train, not both'",
    "build --jar a.jar --preload C.m -o y, 'C.m' is not of the form Class::method",
    "build --jar a.jar --archive maybe -o y, --archive",
    "build --jar a.jar --train-timeout 3x -o y, '3x' is not a duration",
    "build --jar a.jar --train-timeout 0 -o y, '0' is not longer than nothing",
    "train --jar a.jar --train-until ( -o y, Unclosed group",
    "train --jar a.jar --profile p -o y, Unknown option",
    "build --jar a.jar --guard cpu -o y, 'is no fact that can be a guard; there are processors,'",
    "build --jar a.jar --guard env: -o y, 'java.awt.headless, env:NAME'",
    "build --jar a.jar --train-env A=b -o y, 'A=b' is not the name of an environment variable",
    "run, Missing required parameter: 'IMG'",
    "run x.img -e, Unknown option",
    "explain x.img, Missing required parameter: 'CLASS'",
    "inspect a b, Unmatched argument",
    "demo -n 0, --starts: 0 is less than 1",
  })
  void shouldExitWith2AndSayWhatIsWrong(String args, String message) {
    CommandLines.Result result = CommandLines.run(args.isEmpty() ? new String[0] : args.split(" "));

    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("snapshot: "), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertTrue(result.err().contains("--help'."), result.err());
    assertEquals("", result.out());
  }
}

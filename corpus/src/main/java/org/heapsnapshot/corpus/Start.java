package org.heapsnapshot.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ways to start a program that are compared with its plain start. */
enum Start {
  /** {@code java -Dsnapshot=app.img -jar app.img} */
  JAR("-Dsnapshot -jar", true) {
    @Override
    List<String> flags(Path image, Program program) {
      return List.of("-Dsnapshot=" + image, "-jar", image.toString());
    }
  },
  /** {@code java @app.img.args} */
  ARGS("@app.img.args", true) {
    @Override
    List<String> flags(Path image, Program program) {
      return List.of("@" + image + ".args");
    }
  },
  /** {@code java -jar app.img}: the same file, ordinary initialization. */
  ORDINARY("-jar, no snapshot", false) {
    @Override
    List<String> flags(Path image, Program program) {
      return List.of("-jar", image.toString());
    }
  },
  /** {@code java -Dsnapshot=app.img -cp app.img MAIN} */
  CLASS_PATH("-Dsnapshot -cp", true) {
    @Override
    List<String> flags(Path image, Program program) {
      return List.of("-Dsnapshot=" + image, "-cp", image.toString(), program.mainClass());
    }
  },
  /** With paths relative to a working directory elsewhere. */
  RELATIVE("relative path", true) {
    @Override
    List<String> flags(Path image, Program program) {
      return JAR.flags(image, program);
    }

    @Override
    Path named(Path image, Path directory) {
      return directory.relativize(image);
    }
  };

  private final String label;
  private final boolean restores;

  Start(String label, boolean restores) {
    this.label = label;
    this.restores = restores;
  }

  /** How it is written in tables. */
  String label() {
    return label;
  }

  /** Whether the image must be restored. */
  boolean restores() {
    return restores;
  }

  /** The flags and what they start. */
  abstract List<String> flags(Path image, Program program);

  /** How the image is named on the command line of a start in a directory. */
  Path named(Path image, Path directory) {
    return image;
  }

  /** The command line before the program's arguments; the start's report goes to a file. */
  List<String> command(Path launcher, Path image, Program program, Path directory, Path report) {
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.add("-Dsnapshot.report=" + report);
    command.addAll(flags(named(image, directory), program));
    return command;
  }
}

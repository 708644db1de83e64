package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the tool and of the JVM it runs on. */
final class ToolVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    String jvm = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    return new String[] {"snapshot " + number(), "on " + jvm};
  }

  private static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ToolVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}

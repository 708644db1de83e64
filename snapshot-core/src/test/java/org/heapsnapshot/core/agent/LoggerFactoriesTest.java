package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoggerFactoriesTest {
  private final LoggerFactories factories = LoggerFactories.load();

  @Test
  void shouldFindFactoriesByNameAndParameters() {
    String slf4j = "org/slf4j/LoggerFactory";
    assertNotNull(factories.find(slf4j, "getLogger", "(Ljava/lang/Class;)Lorg/slf4j/Logger;"));
    assertNull(factories.find(slf4j, "getLogger", "(I)Lorg/slf4j/Logger;"));
    assertNull(factories.find(slf4j, "getILoggerFactory", "()Lorg/slf4j/ILoggerFactory;"));
    assertNull(factories.find("org/slf4j/Other", "getLogger", "(Ljava/lang/Class;)V"));
    assertNotNull(
        factories.find(
            "java/util/logging/Logger",
            "getLogger",
            "(Ljava/lang/String;Ljava/lang/String;)Ljava/util/logging/Logger;"));
  }

  /** As in the shaded jars of programs that bring everything in one file. */
  @Test
  void shouldFindFactoriesBelowAnotherPrefix() {
    assertNotNull(
        factories.find(
            "wiremock/org/slf4j/LoggerFactory",
            "getLogger",
            "(Ljava/lang/Class;)Lwiremock/org/slf4j/Logger;"));
    assertNull(factories.find("xorg/slf4j/LoggerFactory", "getLogger", "(Ljava/lang/Class;)V"));
    assertTrue(factories.isOfLoggingSystem("wiremock/ch/qos/logback/core/Context"));
    assertTrue(factories.isOfLoggingSystem("org/slf4j/impl/StaticLoggerBinder"));
    assertFalse(factories.isOfLoggingSystem("org/slf4jx/Some"));
  }

  @Test
  void shouldKnowWhichAnswersDependOnTheCaller() {
    String log4j = "org/apache/logging/log4j/LogManager";
    String logger = "Lorg/apache/logging/log4j/Logger;";
    assertTrue(factories.find(log4j, "getLogger", "()" + logger).ofCaller());
    assertFalse(factories.find(log4j, "getLogger", "(Ljava/lang/String;)" + logger).ofCaller());
    assertEquals("()", factories.find("java/util/logging/Logger", "getGlobal", "()V").parameters());
  }
}

package org.heapsnapshot.cli;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes the value of an option as it is. Arguments of a program may begin with something that is an
 * option of ours, such as {@code -q}.
 */
final class Arguments implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
    if (args.isEmpty()) {
      String message = "Missing required parameter for option '--train' (ARGS)";
      throw new MissingParameterException(command.commandLine(), option, message);
    }
    List<String> values = option.getValue();
    values.add(args.pop());
  }
}

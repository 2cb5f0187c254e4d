package io.garonne.deploy.command;

import io.garonne.publish.http.PasswordHash;
import io.garonne.publish.http.Role;
import io.garonne.service.SettingsException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a line of the file of users. */
@Command(
    name = "user",
    description = {
      "Asks for a password and prints a line of http.users: garonne user anne analyst >> users.",
      "With --stdin the password is the first line of the standard input."
    })
public final class UserCommand implements Callable<Integer> {
  private static final int SHORTEST = 12;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "NAME", description = "As they log in; no colon in it.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "analyst, operator or technician.")
  private String role = "";

  @Option(names = "--stdin", description = "Read the password from the standard input.")
  private boolean stdin;

  @Override
  public Integer call() throws IOException {
    Role known = Role.ofLabel(role);
    if (known == null || known == Role.PUBLIC) {
      throw new ParameterException(spec.commandLine(), "ROLE is analyst, operator or technician");
    }
    if (name.isBlank() || name.indexOf(':') >= 0 || name.startsWith("#")) {
      throw new ParameterException(
          spec.commandLine(), "NAME is not empty, has no colon and does not begin with #");
    }
    String password = password();
    if (password == null || password.length() < SHORTEST) {
      throw new SettingsException(List.of("a password has " + SHORTEST + " characters at least"));
    }
    System.out.println(name.strip() + ":" + known.label() + ":" + PasswordHash.of(password).text());
    return 0;
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 21 and 25 have none where nobody types.
  private @Nullable String password() throws IOException {
    Console console = System.console();
    if (console == null || stdin) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    }
    char[] first = console.readPassword("Password: ");
    char[] again = console.readPassword("Again: ");
    if (first == null || again == null || !Arrays.equals(first, again)) {
      throw new SettingsException(List.of("the two passwords are not the same"));
    }
    return new String(first);
  }
}

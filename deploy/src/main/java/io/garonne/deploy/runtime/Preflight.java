package io.garonne.deploy.runtime;

import io.garonne.service.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What can be known to be in the way before any server has started. */
public final class Preflight {
  private Preflight() {}

  /** Every obstacle, for a person; empty if there is none. Nothing is started or made. */
  public static List<String> problems(ChainSettings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.partitions() < 1 || settings.partitions() > ChainSettings.MAX_PARTITIONS) {
      problems.add("--partitions is from 1 to " + ChainSettings.MAX_PARTITIONS);
    }
    DataDirectory.problem(settings.data()).ifPresent(problems::add);
    if (isAddress(settings.bind())) {
      problems.addAll(port("page", "--http-port", settings.bind(), settings.httpPort()));
      problems.addAll(port("MQTT", "--mqtt-port", settings.bind(), settings.mqttPort()));
    } else {
      problems.add("--bind " + settings.bind() + " is no address of this machine");
    }
    problems.addAll(port("Kafka", "--kafka-port", Ports.LOOPBACK, settings.kafkaPort()));
    if (settings.influx() instanceof ChainSettings.Influx.Child child) {
      problems.addAll(port("InfluxDB", "--influx-port", Ports.LOOPBACK, child.port()));
    }
    return problems;
  }

  /** Why a port cannot be opened; empty if it can, or if any would do. */
  public static List<String> port(String purpose, String option, String host, int port) {
    try {
      int unused = Ports.require(purpose, option, host, port);
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }

  private static boolean isAddress(String host) {
    try {
      return Ports.canListenOn(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

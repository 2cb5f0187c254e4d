package io.garonne.streams;

import io.garonne.model.alert.AlertSettings;
import io.garonne.model.schedule.ScheduleSettings;
import io.garonne.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * Settings of the streams stage.
 *
 * @param bootstrap {@code kafka.bootstrap}: Kafka's host and port
 * @param applicationId {@code streams.application-id}: name of the totals application; the live one
 *     adds {@code -live}, that of indicators {@code -indicators}, that of alerts {@code -alerts}.
 *     Never change it on stored data
 * @param stateDir {@code streams.state-dir}: where the stores lie
 * @param instance {@code streams.instance}: a stable name of this instance, so that a killed one is
 *     replaced at once when it comes back; empty where instances come and go
 * @param horizon {@code streams.horizon}: how late a reading may be (M11)
 * @param zone {@code estate.zone}: zone of totals that are not of one site
 * @param flushEvery {@code streams.flush-every}: how often totals are brought up to date
 * @param commitEvery {@code streams.commit-every}: the longest time between two commits; each flush
 *     commits as well
 * @param collectFor {@code streams.collect-for}: how long the newest of a device's day waits before
 *     indicators take it in
 * @param threads {@code streams.threads}: threads of the totals application
 * @param memoryMegabytes {@code streams.memory-mb}: memory of all stores together, outside of the
 *     heap
 * @param live {@code streams.live}: whether to run the live application
 * @param schedule {@code schedule.missed-jobs-percent}: what proposed timetables may miss
 * @param alerts {@code alerts.imminent-percent}, {@code alerts.headroom-percent}, {@code
 *     alerts.repeat-every}: when somebody is to be told
 */
public record StreamsSettings(
    String bootstrap,
    String applicationId,
    Path stateDir,
    String instance,
    Duration horizon,
    ZoneId zone,
    Duration flushEvery,
    Duration commitEvery,
    Duration collectFor,
    int threads,
    int memoryMegabytes,
    boolean live,
    ScheduleSettings schedule,
    AlertSettings alerts) {

  /** Reads them; problems are collected in {@code settings}. */
  public static StreamsSettings from(Settings settings) {
    return new StreamsSettings(
        settings.servers("kafka.bootstrap", "127.0.0.1:9092"),
        settings.string("streams.application-id", "garonne-totals"),
        settings.path("streams.state-dir", Path.of("state")),
        settings.string("streams.instance", ""),
        settings.duration("streams.horizon", Duration.ofDays(2)),
        settings.zone("estate.zone", ZoneId.of("Europe/Paris")),
        settings.duration("streams.flush-every", Duration.ofSeconds(2)),
        settings.duration("streams.commit-every", Duration.ofSeconds(5)),
        settings.duration("streams.collect-for", Duration.ofMinutes(1)),
        settings.integer("streams.threads", 1, 1, 64),
        settings.integer("streams.memory-mb", 24, 16, 65_536),
        settings.flag("streams.live", true),
        ScheduleSettings.DEFAULT.withTolerated(
            settings.integer("schedule.missed-jobs-percent", 2, 0, 50) / 100.0),
        AlertSettings.of(
            settings.integer("alerts.imminent-percent", 80, 1, 100),
            settings.integer("alerts.headroom-percent", 80, 1, 100),
            settings.duration("alerts.repeat-every", Duration.ofMinutes(15))));
  }
}

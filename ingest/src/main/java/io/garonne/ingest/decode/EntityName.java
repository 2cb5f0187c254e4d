package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the names of an entity tell: its channel, and whether it is a window or another direction.
 * From the entity alone, so that it does not depend on what else is known.
 */
final class EntityName {
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  /** Words that say what is measured, and not of what. */
  private static final Set<String> QUANTITY =
      words(
          """
          energy power voltage current factor powerfactor pf total sum consumption
          consumed active apparent reactive usage used load sensor meter metering
          measurement value reading kwh k wh watt watts wattage volt volts amp amps
          ampere amperes amperage electric electrical electricity energycounter counter
          cumulative cumulated lifetime mains instantaneous ac rms import imported
          energie leistung spannung strom verbrauch gesamt zähler zaehler
          leistungsfaktor puissance tension courant intensité énergie consommation
          totale index facteur de
          """);

  /** Short for a quantity, where a name is only a key. */
  private static final Set<String> SHORT = Set.of("p", "e", "u", "i", "v", "w");

  private static final Set<String> WINDOW =
      words(
          """
          today daily day yesterday hour hourly week weekly month monthly year yearly
          annual last period session boot peak max maximum min minimum average avg mean
          limit rated nominal threshold heute gestern tag woche monat jahr jour
          journalier hier semaine mois année
          """);

  /** Words for energy that flows the other way. */
  private static final Set<String> OTHER_WAY =
      words(
          """
          return returned returns export exported exporting production produced producing
          generation generated einspeisung eingespeist injection injected injektion
          réinjection injectée feed feedin
          """);

  private final List<String> words;
  private final List<String> own;

  private EntityName(List<String> words, List<String> own) {
    this.words = words;
    this.own = own;
  }

  /**
   * Looks at the names. Whether it is a window, its own name tells and the last step of its path;
   * of its object id only the end, for what is before may be the name of a site or a host, which
   * must not make a register of "production" or "session" disappear.
   *
   * @param name the entity's, empty if it has none
   * @param object the last level of its configuration topic, or its key in the device's
   * @param keys its other names, the object id among them
   * @param device names of the device, which say nothing about the entity
   * @param path where it looks in the payload
   */
  static EntityName of(
      String name, String object, List<String> keys, List<String> device, List<String> path) {
    List<List<String>> names =
        device.stream()
            .map(EntityName::split)
            .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
            .toList();
    boolean onlyKeys = name.isEmpty();
    List<String> own = without(split(name), names);
    @Nullable List<String> shown = onlyKeys ? null : remainder(own, false);
    for (String key : keys) {
      if (key.isEmpty()) {
        continue;
      }
      List<String> keyWords = without(split(key), names);
      List<String> rest = remainder(keyWords, onlyKeys);
      // A name may repeat what the device is called elsewhere; a key within it is nearer to it.
      if (shown == null || Collections.indexOfSubList(shown, rest) >= 0) {
        shown = rest;
      }
    }
    List<String> words = concat(own, end(without(split(object), names), onlyKeys));
    if (!path.isEmpty()) {
      words = concat(words, split(path.get(path.size() - 1)));
    }
    return new EntityName(words, shown == null ? List.of() : shown);
  }

  /** What is left of the name without the device's and without the quantity's words. */
  String channel() {
    return isWhole() ? Reading.ONLY_CHANNEL : String.join("_", own);
  }

  /** Whether nothing is left of it. */
  boolean isWhole() {
    return own.isEmpty();
  }

  /** Whether it is of a day, of a maximum, or of energy that flows the other way. */
  boolean isNotTheRegister() {
    return words.stream().anyMatch(word -> WINDOW.contains(word) || OTHER_WAY.contains(word));
  }

  /** Whether it is volt-amperes, whatever its unit says. */
  boolean isNotActive() {
    return words.contains("apparent") || words.contains("reactive");
  }

  private static Set<String> words(String text) {
    return Set.copyOf(split(text));
  }

  private static List<String> remainder(List<String> words, boolean onlyKeys) {
    return words.stream()
        .filter(word -> !QUANTITY.contains(word) && !(onlyKeys && SHORT.contains(word)))
        .toList();
  }

  /**
   * The words at the end of an object id that are of the entity. Beside a name, those from the
   * first that says what is measured: {@code peak_energy} may be the energy of a host called Peak.
   */
  private static List<String> end(List<String> words, boolean onlyKeys) {
    int start = words.size();
    while (start > 0 && isKnown(words.get(start - 1))) {
      start--;
    }
    while (!onlyKeys && start < words.size() && !isQuantity(words.get(start))) {
      start++;
    }
    return words.subList(start, words.size());
  }

  private static boolean isKnown(String word) {
    return isQuantity(word) || WINDOW.contains(word) || OTHER_WAY.contains(word);
  }

  private static boolean isQuantity(String word) {
    return QUANTITY.contains(word) || SHORT.contains(word);
  }

  private static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    for (String word : SPLIT.split(name, -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  /** Takes the longest of the device's names out, wherever it stands. */
  private static List<String> without(List<String> words, List<List<String>> names) {
    List<String> rest = words;
    for (List<String> name : names) {
      int at = name.isEmpty() ? -1 : Collections.indexOfSubList(rest, name);
      if (at >= 0) {
        rest = concat(rest.subList(0, at), rest.subList(at + name.size(), rest.size()));
      }
    }
    return rest;
  }

  private static List<String> concat(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}

package io.garonne.publish.opendata;

import org.jspecify.annotations.Nullable;

/**
 * Who publishes, under what.
 *
 * @param publisher name of the city or body
 * @param siren its number, nine digits, or empty
 * @param contact an address of it, or empty
 * @param home where the package will be, an address that begins with http, or empty
 * @param licence under which
 */
public record Imprint(
    String publisher, String siren, String contact, String home, Licence licence) {

  /** Licences. */
  public enum Licence {
    LOV2(
        "lov2",
        "Licence Ouverte / Open Licence 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    ODBL(
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/"),
    CC_BY(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/");

    private final String code;
    private final String title;
    private final String address;

    Licence(String code, String title, String address) {
      this.code = code;
      this.title = title;
      this.address = address;
    }

    /** As in options and {@code datapackage.json}. */
    public String code() {
      return code;
    }

    String title() {
      return title;
    }

    String address() {
      return address;
    }

    /** The licence of a code, or null. */
    public static @Nullable Licence ofCode(String code) {
      for (Licence one : values()) {
        if (one.code.equalsIgnoreCase(code)) {
          return one;
        }
      }
      return null;
    }
  }

  public Imprint {
    if (publisher.isBlank()) {
      throw new IllegalArgumentException("somebody publishes it");
    }
    if (!siren.isEmpty() && !siren.matches("\\d{9}")) {
      throw new IllegalArgumentException("a SIREN has nine digits");
    }
    if (!home.isEmpty() && !home.matches("https?://\\S+")) {
      throw new IllegalArgumentException("an address begins with https://");
    }
  }

  /** Address of a file of the package. */
  String address(String edition, String file) {
    return home.isEmpty() ? file : home.replaceAll("/+$", "") + "/" + edition + "/" + file;
  }
}

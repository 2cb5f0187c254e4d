package io.garonne.publish.opendata;

import io.garonne.model.indicator.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What machines read about a package: Table Schema, Data Package, DCAT-AP. */
final class Descriptors {
  /** Version of the columns. */
  static final String SCHEMA_VERSION = "1.0.0";

  private static final String SCHEMA_CREATED = "2026-11-27";
  private static final String SOURCE =
      "Garonne, energy.totals.v1, energy.indicators.v1, energy.estate.v1";
  private static final String VOCABULARY = "http://publications.europa.eu/resource/authority/";

  private final Contents contents;
  private final Wording words;

  Descriptors(Contents contents, Wording words) {
    this.contents = contents;
    this.words = words;
  }

  private static Map<String, @Nullable Object> object(Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!"".equals(namesAndValues[i + 1])) {
        object.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return object;
  }

  /** A Table Schema with the members that schema.data.gouv.fr asks for. */
  byte[] schema(Dataset dataset) {
    List<Object> fields = new ArrayList<>();
    for (Field field : dataset.fields()) {
      Map<String, @Nullable Object> constraints = new LinkedHashMap<>();
      constraints.put("required", field.required());
      if (!field.values().isEmpty()) {
        constraints.put("enum", field.values());
      }
      fields.add(
          object(
              "name", field.name(),
              "type", field.type().label(),
              "title", words.french(Wording.key(field)),
              "description", words.both(Wording.key(field)),
              "garonne:unit", field.unit(),
              "constraints", constraints));
    }
    return JsonText.write(
        object(
            "$schema", "https://frictionlessdata.io/schemas/table-schema.json",
            "name", dataset.title(),
            "title", words.french(Wording.key(dataset)),
            "description", words.both(Wording.key(dataset)),
            "version", SCHEMA_VERSION,
            "created", SCHEMA_CREATED,
            "lastModified", SCHEMA_CREATED,
            "path", contents.imprint().address(contents.directory(), dataset.schemaFile()),
            "homepage", contents.imprint().home(),
            "contributors",
                List.of(object("title", contents.imprint().publisher(), "role", "author")),
            "resources",
                List.of(
                    object(
                        "title", words.french(Wording.key(dataset)),
                        "path", contents.imprint().address(contents.directory(), dataset.file()))),
            "fields", fields,
            "primaryKey", dataset.primaryKey().stream().map(Field::name).toList(),
            "missingValues", List.of("")));
  }

  /** The Data Package. */
  byte[] dataPackage(Map<String, byte[]> csv) {
    List<Object> resources = new ArrayList<>();
    for (Dataset dataset : contents.tables().keySet()) {
      byte[] bytes = csv.getOrDefault(dataset.file(), new byte[0]);
      resources.add(
          object(
              "profile",
              "tabular-data-resource",
              "name",
              dataset.title(),
              "title",
              words.both(Wording.key(dataset)),
              "path",
              dataset.file(),
              "format",
              "csv",
              "mediatype",
              "text/csv",
              "encoding",
              "utf-8",
              "dialect",
              object("delimiter", ",", "lineTerminator", "\n", "header", true),
              "schema",
              dataset.schemaFile(),
              "bytes",
              bytes.length,
              "hash",
              "sha256:" + Edition.sha256(bytes)));
    }
    Imprint imprint = contents.imprint();
    return JsonText.write(
        object(
            "profile", "tabular-data-package",
            "name", "consommation-numerique-" + contents.year(),
            "title", title(),
            "description", words.both("od.description", contents.year()),
            "homepage", imprint.home(),
            "version", contents.year() + "." + contents.number() + ".0",
            "licenses",
                List.of(
                    object(
                        "name", imprint.licence().code(),
                        "title", imprint.licence().title(),
                        "path", imprint.licence().address())),
            "contributors", List.of(object("title", imprint.publisher(), "role", "publisher")),
            "sources", List.of(object("title", SOURCE)),
            "keywords", keywords(),
            "garonne",
                object(
                    "edition", contents.number(),
                    "year", contents.year(),
                    "scope", scope(),
                    "least_persons", contents.least(),
                    "grouped",
                        contents.grouped().stream()
                            .map(cell -> object("place", cell.place(), "family", cell.family()))
                            .toList(),
                    "months_withheld", contents.withheld()),
            "resources", resources));
  }

  private String title() {
    return words.both("od.title", contents.imprint().publisher(), contents.year());
  }

  private static List<String> keywords() {
    return List.of("énergie", "numérique", "sobriété", "empreinte environnementale");
  }

  /** What has to agree before two cities are put side by side. */
  private Map<String, @Nullable Object> scope() {
    return object(
        "columns", SCHEMA_VERSION,
        "metering", contents.method(),
        "indicators", Figure.METHOD,
        "months", contents.months().stream().map(month -> month.getMonthValue()).toList(),
        "families", contents.families());
  }

  /** A minimal description by DCAT-AP, as JSON-LD. */
  byte[] dcat(Map<String, byte[]> csv) {
    Imprint imprint = contents.imprint();
    List<Object> distributions = new ArrayList<>();
    for (Dataset dataset : contents.tables().keySet()) {
      byte[] bytes = csv.getOrDefault(dataset.file(), new byte[0]);
      Object address = object("@id", imprint.address(contents.directory(), dataset.file()));
      distributions.add(
          object(
              "@type", "dcat:Distribution",
              "dct:title", inBoth(Wording.key(dataset)),
              "dcat:accessURL", address,
              "dcat:downloadURL", address,
              "dct:format", object("@id", VOCABULARY + "file-type/CSV"),
              "dcat:mediaType",
                  object("@id", "https://www.iana.org/assignments/media-types/text/csv"),
              "dcat:byteSize", object("@value", bytes.length, "@type", "xsd:nonNegativeInteger"),
              "dct:license", object("@id", imprint.licence().address()),
              "spdx:checksum",
                  object(
                      "@type", "spdx:Checksum",
                      "spdx:algorithm", object("@id", "spdx:checksumAlgorithm_sha256"),
                      "spdx:checksumValue",
                          object("@value", Edition.sha256(bytes), "@type", "xsd:hexBinary"))));
    }
    return JsonText.write(
        object(
            "@context",
                object(
                    "dcat", "http://www.w3.org/ns/dcat#",
                    "dct", "http://purl.org/dc/terms/",
                    "foaf", "http://xmlns.com/foaf/0.1/",
                    "spdx", "http://spdx.org/rdf/terms#",
                    "vcard", "http://www.w3.org/2006/vcard/ns#",
                    "owl", "http://www.w3.org/2002/07/owl#",
                    "xsd", "http://www.w3.org/2001/XMLSchema#"),
            "@type", "dcat:Dataset",
            "@id", imprint.address(contents.directory(), "dcat.jsonld"),
            "dct:identifier", "consommation-numerique-" + contents.year() + "-" + contents.number(),
            "dct:title", inBoth("od.title", imprint.publisher(), contents.year()),
            "dct:description", inBoth("od.description", contents.year()),
            "dct:publisher", object("@type", "foaf:Agent", "foaf:name", imprint.publisher()),
            "dcat:contactPoint",
                imprint.contact().isEmpty()
                    ? ""
                    : object("@type", "vcard:Organization", "vcard:fn", imprint.contact()),
            "dcat:theme",
                List.of(
                    object("@id", VOCABULARY + "data-theme/ENER"),
                    object("@id", VOCABULARY + "data-theme/ENVI"),
                    object("@id", VOCABULARY + "data-theme/TECH")),
            "dcat:keyword",
                keywords().stream().map(word -> object("@value", word, "@language", "fr")).toList(),
            "dct:accrualPeriodicity", object("@id", VOCABULARY + "frequency/ANNUAL"),
            "dct:temporal",
                object(
                    "@type", "dct:PeriodOfTime",
                    "dcat:startDate", date(contents.months().first().atDay(1).toString()),
                    "dcat:endDate", date(contents.months().last().atEndOfMonth().toString())),
            "dct:spatial", object("@id", VOCABULARY + "country/FRA"),
            "dct:language",
                List.of(
                    object("@id", VOCABULARY + "language/FRA"),
                    object("@id", VOCABULARY + "language/ENG")),
            "owl:versionInfo", contents.year() + "." + contents.number(),
            "dcat:distribution", distributions));
  }

  private static Object date(String date) {
    return object("@value", date, "@type", "xsd:date");
  }

  private List<Object> inBoth(String key, Object... arguments) {
    return List.of(
        object("@value", words.french(key, arguments), "@language", "fr"),
        object("@value", words.english(key, arguments), "@language", "en"));
  }
}

package io.garonne.publish.opendata;

import static io.garonne.publish.opendata.Field.key;
import static io.garonne.publish.opendata.Field.number;
import static io.garonne.publish.opendata.Field.text;
import static io.garonne.publish.opendata.Field.whole;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set of an edition: a CSV file with its schema. The columns are a promise.
 *
 * @param order among the others
 * @param title its name, as in {@code datapackage.json}
 * @param keys how many of the first columns tell its rows apart
 * @param fields columns
 */
record Dataset(int order, String title, int keys, List<Field> fields)
    implements Comparable<Dataset> {
  static final Dataset CONSUMPTION =
      new Dataset(
          0,
          "consommation_numerique_mensuelle",
          3,
          List.of(
              key("annee_mois", Field.Type.YEARMONTH),
              key("lieu_code", Field.Type.STRING),
              key("famille", Field.Type.STRING),
              text("lieu_nom").always(),
              text("siren"),
              whole("energie_millijoules", "mJ").always(),
              whole("energie_mesuree_millijoules", "mJ").always(),
              whole("energie_interpolee_millijoules", "mJ").always(),
              whole("energie_estimee_millijoules", "mJ").always(),
              whole("energie_repartie_millijoules", "mJ").always(),
              number("kwh", "kWh").always(),
              number("secondes_couvertes", "s").always(),
              number("secondes_connues", "s").always(),
              number("secondes_attendues", "s").always(),
              number("couverture_pct", "%"),
              text("qualite").oneOf("haute", "moyenne", "basse"),
              whole("nb_equipements", ""),
              whole("nb_utilisateurs", ""),
              number("kwh_par_equipement", "kWh"),
              number("kwh_par_utilisateur", "kWh"),
              number("kgco2e", "kg CO2e"),
              number("facteur_gco2e_kwh", "g CO2e/kWh"),
              text("facteur_source"),
              Field.of("donnees_personnelles_agregees", Field.Type.BOOLEAN, "").always(),
              text("statut").always().oneOf("definitif"),
              whole("revision", "").always(),
              text("version_methode").always()));
  static final Dataset PRINTS =
      new Dataset(
          1,
          "impressions_mensuelles",
          3,
          List.of(
              key("annee_mois", Field.Type.YEARMONTH),
              key("lieu_code", Field.Type.STRING),
              key("famille", Field.Type.STRING),
              text("lieu_nom").always(),
              text("siren"),
              whole("impressions", "").always(),
              whole("nb_utilisateurs", ""),
              number("impressions_par_utilisateur", ""),
              number("kwh_par_impression", "kWh"),
              Field.of("donnees_personnelles_agregees", Field.Type.BOOLEAN, "").always()));
  static final Dataset INDICATORS =
      new Dataset(
          2,
          "indicateurs",
          1,
          List.of(
              key("identifiant", Field.Type.STRING),
              text("indicateur").always().oneOf("electricity", "carbon", "prints"),
              text("periode").always().oneOf("rolling-12", "year-to-date", "month"),
              Field.of("annee_mois", Field.Type.YEARMONTH, "").always(),
              text("partie").always(),
              Field.of("reference_premier_mois", Field.Type.YEARMONTH, ""),
              whole("reference_version", ""),
              text("reference_empreinte"),
              text("non_calculable"),
              whole("mois_compares", ""),
              number("variation_pct", "%"),
              number("variation_basse_pct", "%"),
              number("variation_haute_pct", "%"),
              number("tout_fixe_pct", "%"),
              number("tout_par_utilisateur_pct", "%"),
              number("part_mesuree_pct", "%"),
              number("attendu_pct", "%"),
              text("etat"),
              text("publiable"),
              text("qualite").oneOf("haute", "moyenne", "basse"),
              text("version_methode").always()));
  static final Dataset LIFETIMES =
      new Dataset(
          3,
          "durees_de_vie",
          2,
          List.of(
              key("annee", Field.Type.YEAR),
              key("classe", Field.Type.STRING),
              whole("nb_en_service", "").always(),
              number("age_moyen_en_service", "an"),
              whole("nb_retires", "").always(),
              number("age_moyen_retires", "an"),
              number("part_retiree_avant_cible_pct", "%"),
              number("part_reconditionnee_pct", "%")));
  static final Dataset CARBON =
      new Dataset(
          4,
          "carbone_annuel",
          2,
          List.of(
              key("annee", Field.Type.YEAR),
              key("famille", Field.Type.STRING),
              number("kwh", "kWh"),
              number("facteur_gco2e_kwh", "g CO2e/kWh"),
              text("facteur_source"),
              number("usage_kgco2e", "kg CO2e"),
              number("fabrication_kgco2e", "kg CO2e"),
              text("fabrication_source")));
  static final Dataset STEPS =
      new Dataset(
          5,
          "explicatif",
          1,
          List.of(
              key("ordre", Field.Type.INTEGER),
              text("etape").always(),
              text("jeux").always(),
              text("entree").always(),
              text("sortie").always(),
              text("traitement_fr").always(),
              text("traitement_en").always(),
              text("regle").always()));
  static final Dataset DICTIONARY =
      new Dataset(
          6,
          "dictionnaire",
          2,
          List.of(
              key("jeu", Field.Type.STRING),
              key("champ", Field.Type.STRING),
              text("type").always(),
              text("unite"),
              Field.of("obligatoire", Field.Type.BOOLEAN, "").always(),
              text("description_fr").always(),
              text("description_en").always()));
  static final Dataset ERRATA =
      new Dataset(
          7,
          "errata",
          4,
          List.of(
              key("edition", Field.Type.INTEGER),
              key("jeu", Field.Type.STRING),
              key("ligne", Field.Type.STRING),
              key("champ", Field.Type.STRING),
              text("ancienne_valeur"),
              text("nouvelle_valeur"),
              text("cause").always()));

  /** All of them, in order. */
  static final List<Dataset> ALL =
      List.of(CONSUMPTION, PRINTS, INDICATORS, LIFETIMES, CARBON, STEPS, DICTIONARY, ERRATA);

  Dataset {
    fields = List.copyOf(fields);
  }

  /** Its file. */
  String file() {
    return title + ".csv";
  }

  /** The file of its schema. */
  String schemaFile() {
    return "schemas/" + title + ".schema.json";
  }

  /** The first columns, which tell its rows apart. */
  List<Field> primaryKey() {
    return fields.subList(0, keys);
  }

  /** Where a column is. */
  int index(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException(title + " has no " + field);
  }

  /** Whether its rows are corrected by errata. */
  boolean isData() {
    return !equals(STEPS) && !equals(DICTIONARY) && !equals(ERRATA);
  }

  /** The data set of a name, or null. */
  static @Nullable Dataset ofTitle(String title) {
    for (Dataset one : ALL) {
      if (one.title.equals(title)) {
        return one;
      }
    }
    return null;
  }

  @Override
  public int compareTo(Dataset other) {
    return Integer.compare(order, other.order);
  }
}

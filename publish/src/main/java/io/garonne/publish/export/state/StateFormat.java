package io.garonne.publish.export.state;

import io.garonne.model.indicator.Quality;
import io.garonne.publish.TotalsCsv;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one of the State's tools: UTF-8 without a mark, {@code ;}, RFC 4180 quoting, decimal
 * point, dates as {@code yyyy-MM-dd}, empty where nothing is known.
 *
 * <p>Columns: {@code expositiondonneesentrees-openapi.yml} and {@code csv-headers.yml} of
 * G4ITTeam/g4it, in the order of these and of the samples there.
 */
public enum StateFormat {
  NUMECOEVAL,
  G4IT;

  /** What NumEcoEval takes, all files together. */
  public static final int MOST_BYTES = 10_000_000;

  private static final char SEPARATOR = ';';

  private static final Equipment NOTHING =
      new Equipment("", "", 0, null, null, "", "", null, null, null, null);

  /** Files by name, in the order in which they are to be handed in. */
  public Map<String, byte[]> files(StateInventory inventory) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    switch (this) {
      case NUMECOEVAL -> {
        files.put("datacenters.csv", bytes(dataCentres(inventory.dataCentres())));
        files.put("equipements_physiques.csv", bytes(equipment(inventory.equipment())));
        files.put("entites.csv", bytes(entities(inventory.entities())));
      }
      case G4IT -> {
        files.put("datacenter.csv", bytes(dataCentres(inventory.dataCentres())));
        files.put("physicalEquipment.csv", bytes(equipment(inventory.equipment())));
      }
    }
    return files;
  }

  private List<List<String>> dataCentres(List<DataCentre> dataCentres) {
    List<List<String>> lines = new ArrayList<>();
    boolean numEcoEval = this == NUMECOEVAL;
    List<String> header =
        new ArrayList<>(
            List.of("nomCourtDatacenter", "nomLongDatacenter", "pue", "localisation", "nomEntite"));
    if (numEcoEval) {
      header.add("qualite");
    }
    lines.add(header);
    for (DataCentre one : dataCentres) {
      List<String> line =
          new ArrayList<>(
              List.of(one.name(), one.longName(), number(one.pue()), one.country(), one.entity()));
      if (numEcoEval) {
        line.add(quality(one.quality()));
      }
      lines.add(line);
    }
    return lines;
  }

  private List<List<String>> equipment(List<Equipment> equipment) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.copyOf(cells(NOTHING).keySet()));
    equipment.forEach(one -> lines.add(List.copyOf(cells(one).values())));
    return lines;
  }

  private Map<String, String> cells(Equipment one) {
    Map<String, String> cells = new LinkedHashMap<>();
    boolean numEcoEval = this == NUMECOEVAL;
    cells.put("nomEquipementPhysique", one.name());
    cells.put("modele", one.model());
    cells.put("quantite", Integer.toString(one.quantity()));
    cells.put("nomCourtDatacenter", text(one.dataCentre()));
    cells.put("dateAchat", one.bought() == null ? "" : one.bought().toString());
    cells.put("dateRetrait", "");
    if (numEcoEval) {
      cells.put("dureeUsageInterne", "");
      cells.put("dureeUsageAmont", "");
      cells.put("dureeUsageAval", "");
    }
    cells.put("type", one.type());
    cells.put("statut", "In use");
    cells.put("paysDUtilisation", one.country());
    cells.put("consoElecAnnuelle", number(one.annual()));
    // Names of persons never leave.
    cells.put("utilisateur", "");
    cells.put("nomSourceDonnee", text(one.source()));
    cells.put("nomEntite", text(one.entity()));
    cells.put("nbCoeur", "");
    if (numEcoEval) {
      cells.put("modeUtilisation", "");
      cells.put("tauxUtilisation", "");
      cells.put("qualite", quality(one.quality()));
    }
    return cells;
  }

  private static List<List<String>> entities(Map<String, @Nullable Long> users) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "nomEntite",
            "nbCollaborateurs",
            "responsableEntite",
            "responsableNumeriqueResponsable"));
    users.forEach(
        (entity, count) ->
            lines.add(List.of(entity, count == null ? "" : Long.toString(count), "", "")));
    return lines;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String number(@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  private static String quality(@Nullable Quality quality) {
    return switch (quality) {
      case null -> "";
      case HIGH -> "HAUTE";
      case MEDIUM -> "MOYENNE";
      case LOW -> "BASSE";
    };
  }

  private static byte[] bytes(List<List<String>> lines) {
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        out.append(i == 0 ? "" : SEPARATOR).append(TotalsCsv.field(line.get(i), SEPARATOR));
      }
      out.append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}

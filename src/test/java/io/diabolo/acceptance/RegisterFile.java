package io.diabolo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A register in the layout of the French SIRENE, and which of its companies a profile is meant to find.
 *
 * @param companies how many there are; one may have several sites
 * @param market the conditions of a profile
 * @param found the SIREN of those that meet them
 */
record RegisterFile(String text, long companies, String market, Set<String> found) {
    private static final String HEADER =
            "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,"
                    + "trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,categorieEntreprise,etatAdministratifUniteLegale,"
                    + "denominationUniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
                    + "nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale,caractereEmployeurUniteLegale\n";
    private static final List<String> ACTIVITIES =
            List.of("47.11F", "56.10A", "62.01Z", "62.02A", "68.20A", "70.22Z", "81.10Z", "86.21Z");
    /** As often as large companies are rare; of these codes the last five stand for fifty people and more. */
    private static final List<String> BANDS =
            List.of("NN", "NN", "00", "00", "01", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41");

    private static final Set<String> FIFTY = Set.of("21", "22", "31", "32", "41");
    private static final Pattern METZ = Pattern.compile(
            "(?m)^(\\d{9})\\d{5},(?:\"(?:[^\"]|\"\")*\"|[^,]*),(?:\"(?:[^\"]|\"\")*\"|[^,]*),([^,]*),(\\d\\d)?,");

    /** Companies as in the file StockUniteLegale, of which these are the columns that are filled; always the same ones. */
    static RegisterFile generated(int rows) {
        var random = new Random(62_01);
        var text = new StringBuilder(HEADER);
        var found = new TreeSet<String>();
        for (var row = 0; row < rows; row++) {
            var siren = withKey("%08d".formatted(30_000_000 + row));
            var activity = one(ACTIVITIES, random);
            var band = one(BANDS, random);
            if (activity.equals("62.01Z") && FIFTY.contains(band)) {
                found.add(siren);
            }
            text.append("%s,O,,%d-03-12,%s,2025,PME,A,ATELIER %d,5710,%s,NAFRev2,00017,%s\n"
                    .formatted(siren, 1985 + random.nextInt(40), band, row, activity, band.equals("NN") ? "N" : "O"));
        }
        return new RegisterFile(text.toString(), rows, "company.naf == \"62.01Z\"\ncompany.headcount >= 50", found);
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** With the check digit that makes it a SIREN or a SIRET (Luhn). */
    private static String withKey(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var d = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? d : d < 5 ? 2 * d : 2 * d - 9;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** The sites of Metz beside the project, of which several may belong to one company; empty where they aren't. */
    static Optional<RegisterFile> real() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/data/french_register/etablissements_metz.csv");
            if (Files.exists(file)) {
                return Optional.of(metz(read(file)));
            }
        }
        return Optional.empty();
    }

    private static RegisterFile metz(String text) {
        var all = new TreeSet<String>();
        var found = new TreeSet<String>();
        var rows = METZ.matcher(text);
        while (rows.find()) {
            var siren = rows.group(1);
            // The company has the activity of its first site.
            if (all.add(siren) && rows.group(2).startsWith("56")) {
                found.add(siren);
            }
        }
        return new RegisterFile(text, all.size(), "company.naf.startsWith(\"56.\")", found);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A head of purchasing at each company found, as a list of contacts names the companies: by their SIREN. */
    String contacts() {
        var lines = new ArrayList<>(List.of("Prénom,Nom,E-mail,Fonction,SIREN,Origine"));
        for (var siren : found) {
            lines.add("Léa,Martin %s,lea.%s@client.example,Directrice achats,%s,Salon de Metz"
                    .formatted(siren, siren, siren));
        }
        return String.join("\n", lines) + "\n";
    }
}

package io.diabolo.directory.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A real register, in which each SIREN is a company: whatever is asked about there is asked in vain. */
class RegisterJudgementTest {
    @Test
    void no_two_numbers_of_a_real_register_are_called_one_company() throws IOException {
        var companies = companies(true);
        var asked = asked(companies);
        assertThat(asked).isEmpty();
    }

    @Test
    void namesakes_are_never_certain_even_where_no_number_is_known() throws IOException {
        var asked = asked(companies(false));
        System.out.printf("register without its numbers: %d pairs asked about%n", asked.size());
        assertThat(asked).noneMatch(pair -> pair.judged().isSure());
    }

    record Asked(CompanyTraits one, CompanyTraits other, Judgement judged) {}

    private static List<Asked> asked(List<CompanyTraits> companies) {
        var blocks = new HashMap<String, List<Integer>>();
        for (int i = 0; i < companies.size(); i++) {
            for (var key : BlockingKeys.of(companies.get(i))) {
                blocks.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
        }
        var met = new HashSet<Long>();
        var asked = new ArrayList<Asked>();
        for (var block : blocks.values()) {
            if (block.size() > 60) {
                continue;
            }
            for (int a : block) {
                for (int b : block) {
                    if (a < b && met.add((long) a << 32 | b)) {
                        var judged = companies.get(a).compare(companies.get(b));
                        if (judged.isAsked()) {
                            asked.add(new Asked(companies.get(a), companies.get(b), judged));
                        }
                    }
                }
            }
        }
        return asked;
    }

    /** One of each SIREN. */
    private static List<CompanyTraits> companies(boolean numbers) throws IOException {
        var file = register();
        assumeTrue(file != null, "the register isn't here: ../shared/data/french_register");
        Map<String, CompanyTraits> all = new LinkedHashMap<>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> {
                var siren = row.getField("siret").substring(0, 9);
                all.putIfAbsent(
                        siren,
                        new CompanyTraits(
                                row.getField("raisonsociale"),
                                numbers ? siren : null,
                                null,
                                null,
                                null,
                                row.getField("codepostal"),
                                null,
                                "FR",
                                null));
            });
        }
        return List.copyOf(all.values());
    }

    private static @Nullable Path register() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/data/french_register/etablissements_metz.csv");
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}

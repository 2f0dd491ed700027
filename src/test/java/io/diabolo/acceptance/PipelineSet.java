package io.diabolo.acceptance;

import io.diabolo.importing.Imports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Four linked files as a CRM gives them, with what they come to; small and generated, or the real public set. */
record PipelineSet(Map<String, String> files, long deals, long companies, long won, long lost, long prospecting) {
    private static final String[] PRODUCTS = {"GTX Basic", "GTXPro", "MG Special", "MG Advanced", "GTX Plus Basic"};
    private static final String[] AGENTS = {"Anna Moreau", "Bastien Roy", "Chloé Marin", "David Perrin"};

    /** Ten deals a round: five won, three lost, one engaging, one prospecting. */
    static PipelineSet small(int rounds) {
        var files = new LinkedHashMap<String, String>();
        files.put("accounts.csv", accounts());
        files.put("products.csv", """
                product,series,sales_price
                GTX Basic,GTX,550
                GTX Pro,GTX,4821
                MG Special,MG,55
                MG Advanced,MG,3393
                GTX Plus Basic,GTX,1096
                """);
        files.put("sales_pipeline.csv", pipeline(rounds));
        files.put("sales_teams.csv", """
                sales_agent,manager,regional_office
                Anna Moreau,Denis Brun,Central
                Bastien Roy,Denis Brun,Central
                Chloé Marin,Carole Lenoir,West
                David Perrin,Carole Lenoir,West
                """);
        return new PipelineSet(files, rounds * 10L, 12, rounds * 5L, rounds * 3L, rounds);
    }

    private static String accounts() {
        var rows =
                new StringBuilder("account,sector,year_established,revenue,employees,office_location,subsidiary_of\n");
        for (var i = 0; i < 12; i++) {
            rows.append("%s,%s,%d,%d.25,%d,%s,%s\n"
                    .formatted(
                            company(i),
                            i % 2 == 0 ? "medical" : "retail",
                            1980 + i,
                            200 + i * 13,
                            40 + i * 90,
                            i % 3 == 0 ? "France" : "Germany",
                            i == 5 ? company(0) : ""));
        }
        return rows.toString();
    }

    private static String company(int number) {
        return "Atelier " + (char) ('A' + number) + "ubrac";
    }

    private static String pipeline(int rounds) {
        var rows = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (var i = 0; i < rounds * 10; i++) {
            var kind = i % 10;
            var engaged = LocalDate.of(2025, 3, 1).plusDays(i);
            var closed = engaged.plusDays(20 + i % 40);
            rows.append("G%04dX,%s,%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            i,
                            AGENTS[i % AGENTS.length],
                            PRODUCTS[(i / 3) % PRODUCTS.length],
                            company(i % 12),
                            kind < 5 ? "Won" : kind < 8 ? "Lost" : kind == 8 ? "Engaging" : "Prospecting",
                            kind == 9 ? "" : engaged,
                            kind < 8 ? closed : "",
                            kind < 5 ? String.valueOf(900 + i) : kind < 8 ? "0" : ""));
        }
        return rows.toString();
    }

    /** The public set beside the project; null where it isn't. */
    static @Nullable PipelineSet real() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var set = folder.resolve("shared/data/crm_sales_opportunities");
            if (Files.isDirectory(set)) {
                var files = new LinkedHashMap<String, String>();
                for (var name : List.of("accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv")) {
                    files.put(name, read(set.resolve(name)));
                }
                return new PipelineSet(files, 8_800, 85, 4_238, 2_473, 500);
            }
        }
        return null;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Imports.Upload> uploads() {
        return files.entrySet().stream()
                .map(file -> new Imports.Upload(
                        file.getKey(), new ByteArrayInputStream(file.getValue().getBytes(StandardCharsets.UTF_8))))
                .toList();
    }
}

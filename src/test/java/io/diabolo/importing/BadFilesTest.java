package io.diabolo.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.jooq.DSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file that isn't a whole table is refused at the door, in the reader's language, and leaves nothing behind. */
@DiaboloTest
class BadFilesTest {
    private static final String HEADER = "name,email,city\n";

    @TempDir
    Path folder;

    private final DSLContext sql;
    private final JsonMapper json;
    private final Environment environment;

    BadFilesTest(DSLContext sql, JsonMapper json, Environment environment) {
        this.sql = sql;
        this.json = json;
        this.environment = environment;
    }

    /** What a person drops by mistake, or somebody else on purpose; with a word of each language that must be said. */
    enum Bad {
        CUT_INSIDE_QUOTES("coupe.csv", "incomplet", "incomplete"),
        WORKBOOK_CUT("coupe.xlsx", "incomplet", "incomplete"),
        SAYS_UTF_8_AND_IS_LATIN_1("latin.csv", "UTF-8", "UTF-8"),
        RANDOM_BYTES("octets.csv", "tableau", "table"),
        PICTURE("logo.csv", "tableau", "table"),
        DOCUMENT("contrat.pdf", "tableau", "table"),
        EMPTY("vide.csv", "vide", "empty"),
        HEADER_ONLY("titres.csv", "ligne", "without any row"),
        HUNDRED_THOUSAND_COLUMNS("large.csv", "colonnes", "columns"),
        CELL_OF_200_MIB("long.csv", "cellule", "cell"),
        WORKBOOK_CELL_OF_200_MIB("long.xlsx", "cellule", "cell"),
        ZIP_BOMB("bombe.xlsx", "démesuré", "enormous");

        final String file;
        final String french;
        final String english;

        Bad(String file, String french, String english) {
            this.file = file;
            this.french = french;
            this.english = english;
        }

        void write(OutputStream out) throws IOException {
            switch (this) {
                case CUT_INSIDE_QUOTES -> text(out, HEADER + "Martin,m@x.example,Lyon\nRoux,r@x.example,\"Saint-");
                case WORKBOOK_CUT -> {
                    var whole = workbook();
                    out.write(Arrays.copyOf(whole, whole.length / 2));
                }
                case SAYS_UTF_8_AND_IS_LATIN_1 -> {
                    out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
                    out.write((HEADER + "Léa,l@x.example,Orléans\nZoé,z@x.example,Nîmes\n").getBytes(ISO_8859_1));
                }
                case RANDOM_BYTES -> {
                    var bytes = new byte[100_000];
                    new java.util.Random(7).nextBytes(bytes);
                    out.write(bytes);
                }
                case PICTURE -> {
                    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13});
                    text(out, "IHDR");
                    out.write(new byte[5_000]);
                }
                case DOCUMENT -> text(out, "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer\n%%EOF\n");
                case EMPTY -> {}
                case HEADER_ONLY -> text(out, HEADER);
                case HUNDRED_THOUSAND_COLUMNS -> text(out, "column,".repeat(100_000) + "\n" + "1,".repeat(100_000));
                case CELL_OF_200_MIB -> {
                    text(out, HEADER + "Martin,\"");
                    megabytes(out, 200);
                    text(out, "\",Lyon\n");
                }
                case WORKBOOK_CELL_OF_200_MIB ->
                    withSheet(out, sheet -> {
                        text(sheet, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>");
                        megabytes(sheet, 200);
                        text(sheet, "</t></is></c></row></sheetData></worksheet>");
                    });
                case ZIP_BOMB ->
                    withSheet(out, sheet -> {
                        for (int i = 0; i < 4_000; i++) {
                            text(sheet, "<row><c><v>1</v></c></row>".repeat(4_096));
                        }
                    });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_with_its_name_and_the_reason_and_nothing_changes(Bad bad, Given given) throws Exception {
        var file = folder.resolve(bad.file);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            bad.write(out);
        }
        var before = rows(given);

        assertThat(refusal(given, file)).contains(bad.file).contains(bad.french).doesNotContain("??");
        given.run(() -> sql.execute("update member set locale = 'en'"));
        assertThat(refusal(given, file))
                .contains(bad.file)
                .contains(bad.english)
                .doesNotContain("??");
        assertThat(rows(given)).isEqualTo(before);
    }

    private String refusal(Given given, Path file) throws Exception {
        var answer = post(file, given.token(given.administrator(), Scope.WRITE));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("/problems/bad-input");
        var fault = problem.get("errors").get(0);
        assertThat(fault.get("field").asString()).isEqualTo("file");
        return fault.get("message").asString();
    }

    private HttpResponse<String> post(Path file, String token) throws Exception {
        var head = "--b\r\nContent-Disposition: form-data; name=\"yes\"\r\n\r\ntrue\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getFileName()
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var address = "http://localhost:" + environment.getProperty("local.server.port") + "/api/v1/imports";
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(head),
                                    BodyPublishers.ofFile(file),
                                    BodyPublishers.ofString("\r\n--b--\r\n")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** All that an import could leave behind. */
    private String rows(Given given) {
        return given.in(() -> sql.fetch("""
                select (select count(*) from company), (select count(*) from person), (select count(*) from lead),
                       (select count(*) from import), (select count(*) from change_set where action = 'import'), (select count(*) from job),
                       (select count(*) from stored_file), (select count(*) from custom_field)
                """).formatCSV());
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private static void megabytes(OutputStream out, int many) throws IOException {
        var one = "lorem ipsum dolo".repeat(1 << 16).getBytes(UTF_8);
        for (int i = 0; i < many; i++) {
            out.write(one);
        }
    }

    private static byte[] workbook() throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("Contacts");
            for (int row = 0; row < 50; row++) {
                sheet.value(row, 0, row == 0 ? "name" : "Martin " + row);
                sheet.value(row, 1, row == 0 ? "city" : "Lyon " + row);
            }
        }
        return out.toByteArray();
    }

    /** A workbook with another first sheet. */
    private static void withSheet(OutputStream out, Content content) throws IOException {
        var plain = Files.createTempFile("plain", ".xlsx");
        try (var in = new ZipFile(Files.write(plain, workbook()).toFile());
                var zip = new ZipOutputStream(out)) {
            for (var entry : Collections.list(in.entries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("sheet1.xml")) {
                    content.write(zip);
                } else {
                    in.getInputStream(entry).transferTo(zip);
                }
                zip.closeEntry();
            }
        } finally {
            Files.delete(plain);
        }
    }
}

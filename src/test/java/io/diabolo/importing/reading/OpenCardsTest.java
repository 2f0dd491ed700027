package io.diabolo.importing.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCardsTest {
    private static final Path DATA = Path.of(System.getProperty("diabolo.data", "../shared/data"), "vcard");

    @TempDir
    Path folder;

    @Test
    void cards_of_all_versions_are_rows() throws IOException {
        var rows = rows("""
                BEGIN:VCARD
                VERSION:4.0
                UID:urn:uuid:4fbe8971
                FN:Léa Martin
                N:Martin;Léa;;;
                ORG:Société Dupont;Ventes
                TITLE:Directrice des achats
                EMAIL;PREF=2:lea@maison.example
                EMAIL;PREF=1:lea@dupont.example
                TEL;TYPE=fax:+33 1 00 00 00 00
                TEL;TYPE=work;VALUE=uri:tel:+33-1-23-45-67-89
                TEL;TYPE=cell:06 11 22 33 44
                ADR;TYPE=home:;;1 rue des Lilas;Nantes;;44000;France
                ADR;TYPE=work:;;9 quai de la Fosse;Rennes;Bretagne;35000;France
                URL:https://dupont.example
                NOTE:Rappeler\\nen mars
                BDAY:19800412
                END:VCARD
                BEGIN:VCARD
                VERSION:2.1
                N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Ren=C3=A9
                TEL;CELL:0611223355
                END:VCARD
                begin:vcard
                version:3.0
                fn:Jean
                  Petit
                end:vcard
                """.getBytes(UTF_8));

        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst())
                .containsEntry("UID", "urn:uuid:4fbe8971")
                .containsEntry("First Name", "Léa")
                .containsEntry("Last Name", "Martin")
                .containsEntry("Company", "Société Dupont")
                .containsEntry("Job Title", "Directrice des achats")
                .containsEntry("Email", "lea@dupont.example")
                .containsEntry("Email 2", "lea@maison.example")
                .containsEntry("Phone", "+33-1-23-45-67-89")
                .containsEntry("Mobile Phone", "06 11 22 33 44")
                .containsEntry("City", "Rennes")
                .containsEntry("Note", "Rappeler\nen mars");
        assertThat(rows.get(1)).containsEntry("Last Name", "Lefèvre").containsEntry("First Name", "René");
        assertThat(rows.get(2)).containsEntry("Full Name", "Jean Petit");
    }

    @Test
    void a_card_in_the_letters_of_old_systems_is_read() throws IOException {
        var rows = rows("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Lefèvre;René\r\nEND:VCARD\r\n".getBytes(ISO_8859_1));

        assertThat(rows.getFirst()).containsEntry("Last Name", "Lefèvre");
    }

    @Test
    void an_address_book_cut_short_is_noticed() throws IOException {
        var file = Files.writeString(
                folder.resolve("cut.vcf"), "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:B");

        assertThat(Tables.open(file, "cut.vcf"))
                .isInstanceOfSatisfying(
                        Opening.Unreadable.class,
                        why -> assertThat(why.reason()).isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void the_cards_of_many_programmes_are_counted_whole() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "public address books aren't here");
        var counts = new HashMap<String, Integer>();
        try (var files = Files.list(DATA)) {
            for (var file : files.toList()) {
                counts.put(
                        file.getFileName().toString(),
                        rows(Files.readAllBytes(file)).size());
            }
        }

        assertThat(counts).hasSize(8);
        assertThat(counts).containsEntry("John_Doe_ANDROID.vcf", 6).containsEntry("rfc2426-example.vcf", 2);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(14);
    }

    private List<Map<String, String>> rows(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("cards.vcf"), bytes);
        var table = ((Opening.Opened) Tables.open(file, "cards.vcf")).tables().getFirst();
        var rows = new ArrayList<Map<String, String>>();
        try (var all = table.rows()) {
            while (all.hasNext()) {
                var row = all.next();
                var cells = new HashMap<String, String>();
                for (int i = 0; i < table.header().size(); i++) {
                    cells.put(table.header().get(i), row.cells().get(i));
                }
                rows.add(cells);
            }
        }
        assertThat(table.rowCount()).isEqualTo(rows.size());
        return rows;
    }
}

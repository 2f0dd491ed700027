package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.mapping.KnownExport;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** What other systems export comes in without a question, whole, with its links. */
@DiaboloTest
class ImportExportsTest {
    private final DSLContext sql;
    private final Imports imports;

    ImportExportsTest(DSLContext sql, Imports imports) {
        this.sql = sql;
        this.imports = imports;
    }

    private Import imported(Given given, List<Imports.Upload> files) {
        var propose = new Imports.Order(null, false, false, true, ImportOptions.usual());
        return WorkspaceScope.in(given.workspace(), () -> {
            var id = imports.upload(files, propose, given.administrator());
            assertThat(imports.find(id, given.administrator()).questions()).isEmpty();
            imports.apply(id, true, given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state()).as(done.error()).isEqualTo("done");
            return done;
        });
    }

    private static List<Imports.Upload> files(String... namesAndTexts) {
        var files = new ArrayList<Imports.Upload>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.add(new Imports.Upload(
                    namesAndTexts[i], new ByteArrayInputStream(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8))));
        }
        return files;
    }

    private static List<KnownExport.Source> recognised(Import what) {
        return what.looks().stream()
                .map(look -> Objects.requireNonNull(look.export()).source())
                .toList();
    }

    private long count(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }

    @Test
    void the_hubspot_set_has_its_figures(Given given) {
        var done = imported(
                given,
                RealFiles.of(
                        "crm_exports/hubspot_companies.csv",
                        "crm_exports/hubspot_contacts.csv",
                        "crm_exports/hubspot_deals.csv"));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.HUBSPOT);
        assertThat(done.outcome().rejected()).as(done.outcome()::toString).isZero();
        given.run(() -> {
            assertThat(count("select count(*) from opportunity")).isEqualTo(500);
            assertThat(count("select sum(one_off_minor) from opportunity")).isEqualTo(6_249_979_017L);
            assertThat(count("select count(*) from opportunity where stage = 'won'"))
                    .isEqualTo(71);
            assertThat(count("select sum(one_off_minor) from opportunity where stage = 'won'"))
                    .isEqualTo(893_436_148L);
            assertThat(count("select count(*) from opportunity where stage = 'lost'"))
                    .isEqualTo(69);
            assertThat(
                            count(
                                    "select sum(one_off_minor) from opportunity where stage = 'won' and pipeline = 'sales_pipeline'"))
                    .isEqualTo(372_447_554L);
            assertThat(count("select count(*) from pipeline where name in ('Sales Pipeline', 'Renewals Pipeline')"))
                    .as("pipelines keep the names that they had")
                    .isEqualTo(2);
            assertThat(count("select count(*) from person")).isEqualTo(950);
            assertThat(count("select count(*) from person where company_id is null"))
                    .isEqualTo(271);
            assertThat(count("select count(*) from company")).isEqualTo(200);
        });
    }

    @Test
    void the_salesforce_accounts_have_theirs_and_no_owner_is_made_of_an_id(Given given) {
        var done = imported(given, RealFiles.of("crm_exports/salesforce_dataloader_accountData.csv"));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.SALESFORCE);
        given.run(() -> {
            assertThat(count("select count(*) from company")).isEqualTo(423);
            assertThat(count("select count(*) from company where external_id like '001%'"))
                    .isEqualTo(423);
            assertThat(count("select count(*) from company where industry is null"))
                    .isEqualTo(414);
            assertThat(count("select sum(turnover_minor) from company")).isEqualTo(8_486_000_000_000L);
            // 358 say US, five United States, two USA.
            assertThat(count("select count(*) from company where country = 'US'"))
                    .isEqualTo(365);
            assertThat(count("select count(*) from member where name like '005%'"))
                    .isZero();
        });
    }

    @Test
    void salesforce_ids_lead_to_the_accounts_and_contacts_that_came_too(Given given) {
        var done = imported(
                given,
                files(
                        "Account.csv",
                        "ID,NAME,BILLINGCITY,OWNERID\n001A,Dupont SAS,Nantes,005X\n001B,Martin SA,Lyon,005X\n"
                                .replace("\\\n", "\n"),
                        "Contact.csv",
                        "ID,ACCOUNTID,FIRSTNAME,LASTNAME,EMAIL,OWNERID\n003A,001A,Léa,Petit,lea@dupont.example,005X\n003B,001Z,Luc,Grand,luc@z.example,005X\n"
                                .replace("\\\n", "\n"),
                        "Opportunity.csv",
                        "ID,ACCOUNTID,NAME,STAGENAME,AMOUNT,CLOSEDATE,ISWON,OWNERID\n006A,001A,Deal,Closed Won,1000.50,2026-03-01,true,005X\n006B,001B,Other,Negotiation/Review,500,2026-12-01,false,005X\n"
                                .replace("\\\n", "\n")));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.SALESFORCE);
        given.run(() -> {
            assertThat(count("select count(*) from company")).isEqualTo(2);
            assertThat(
                            count(
                                    "select count(*) from opportunity o join company c on c.id = o.company_id where c.external_id in ('001A', '001B')"))
                    .isEqualTo(2);
            assertThat(count("select count(*) from person where company_id is null"))
                    .isOne();
            assertThat(count("select count(*) from opportunity where stage = 'closing'"))
                    .isOne();
        });
    }

    @Test
    void french_exports_of_hubspot_are_understood(Given given) {
        var done = imported(
                given,
                files(
                        "entreprises.csv",
                        "ID de la fiche d'informations,Nom de l'entreprise,Nom de domaine de l'entreprise,Propriétaire de l'entreprise\n11,Dupont,dupont.example,Anne Leroy\n12,Martin,martin.example,Anne Leroy\n"
                                .replace("\\\n", "\n"),
                        "transactions.csv",
                        "ID de la fiche d'informations,Nom de la transaction,Phase de la transaction,Montant,Date de fermeture,Propriétaire de la transaction,Pipeline,IDs des entreprises associées\n21,Audit,Fermée gagnée,\"1200,50\",2026-02-03,Anne Leroy,Pipeline des ventes,11;12\n22,Conseil,Présentation planifiée,300,2026-12-03,Anne Leroy,Pipeline des ventes,12\n"
                                .replace("\\\n", "\n")));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.HUBSPOT);
        given.run(() -> {
            assertThat(count("select count(*) from company")).isEqualTo(2);
            assertThat(
                            count(
                                    "select count(*) from opportunity o join company c on c.id = o.company_id and c.external_id = '11' where o.stage = 'won' and o.one_off_minor = 120050"))
                    .isOne();
            assertThat(count("select count(*) from opportunity where stage = 'discovery'"))
                    .isOne();
            assertThat(count("select count(*) from member where name = 'Anne Leroy'"))
                    .isOne();
        });
    }

    @Test
    void pipedrive_deals_are_won_or_lost_by_their_status(Given given) {
        var done = imported(given, files("organizations.csv", """
                Organization - ID,Organization - Name,Organization - Owner,Organization - Address
                1,Dupont,Anne Leroy,"1 rue A, Nantes"
                2,Martin,Anne Leroy,
                """, "people.csv", """
                Person - ID,Person - Name,Person - Organization,Person - Organization ID,Person - Email - Work,Person - Phone - Work
                7,Léa Petit,Dupont,1,"lea@dupont.example, lea@maison.example",0123456789
                """, "deals.csv", """
                Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Organization ID,Deal - Contact person,Deal - Contact person ID,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Lost reason
                101,Audit,1000,EUR,Dupont,1,Léa Petit,7,Proposal Made,Won,Anne Leroy,2026-01-02 10:00:00,2026-02-03 09:00:00,,
                102,Conseil,2000,EUR,Martin,2,,,Contact Made,Lost,Anne Leroy,2026-01-02 10:00:00,,2026-03-01 12:00:00,Prix
                103,Suivi,3000,EUR,Dupont,1,Léa Petit,7,Negotiations Started,Open,Anne Leroy,2026-01-05 10:00:00,,,
                """));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.PIPEDRIVE);
        given.run(() -> {
            assertThat(count("select count(*) from company")).isEqualTo(2);
            assertThat(count("select count(*) from person")).isOne();
            assertThat(count("select count(*) from opportunity where stage = 'won' and external_id = '101'"))
                    .isOne();
            assertThat(count("select count(*) from opportunity where stage = 'lost' and reason = 'price'"))
                    .isOne();
            assertThat(
                            count(
                                    "select count(*) from opportunity o join person p on p.id = o.person_id and p.external_id = '7' where o.stage = 'closing'"))
                    .isOne();
        });
    }

    @Test
    void french_exports_of_pipedrive_are_understood(Given given) {
        var done = imported(given, files("organisations.csv", """
                Organisation - ID,Organisation - Nom,Organisation - Propriétaire,Organisation - Adresse
                1,Dupont,Anne Leroy,"1 rue A, Nantes"
                2,Martin,Anne Leroy,
                """, "personnes.csv", """
                Personne - ID,Personne - Nom,Personne - Organisation,Personne - ID de l'organisation,Personne - E-mail - Travail,Personne - Téléphone - Travail
                7,Léa Petit,Dupont,1,"lea@dupont.example, lea@maison.example",0123456789
                """, "affaires.csv", """
                Affaire - ID,Affaire - Titre,Affaire - Valeur,Affaire - Devise de valeur,Affaire - Organisation,Affaire - ID de l'organisation,Affaire - Personne à contacter,Affaire - ID de la personne à contacter,Affaire - Étape,Affaire - Statut,Affaire - Propriétaire,Affaire - Affaire créée,Affaire - Date de gain,Affaire - Date de perte,Affaire - Motif de perte
                101,Audit,1000,EUR,Dupont,1,Léa Petit,7,Proposition faite,Gagnée,Anne Leroy,2026-01-02 10:00:00,2026-02-03 09:00:00,,
                102,Conseil,2000,EUR,Martin,2,,,Contact établi,Perdue,Anne Leroy,2026-01-02 10:00:00,,2026-03-01 12:00:00,Prix
                103,Suivi,3000,EUR,Dupont,1,Léa Petit,7,Négociations entamées,Ouverte,Anne Leroy,2026-01-05 10:00:00,,,
                """));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.PIPEDRIVE);
        assertThat(done.outcome().rejected()).as(done.outcome()::toString).isZero();
        given.run(() -> {
            assertThat(count("select count(*) from company where external_id in ('1', '2')"))
                    .isEqualTo(2);
            assertThat(count("select count(*) from person where email = 'lea@dupont.example' and external_id = '7'"))
                    .isOne();
            assertThat(
                            count(
                                    "select count(*) from opportunity where stage = 'won' and external_id = '101' and one_off_minor = 100000"))
                    .isOne();
            assertThat(count("select count(*) from opportunity where stage = 'lost' and reason = 'price'"))
                    .isOne();
            assertThat(
                            count(
                                    "select count(*) from opportunity o join person p on p.id = o.person_id and p.external_id = '7' where o.stage = 'closing'"))
                    .isOne();
            assertThat(count("select count(*) from member where name = 'Anne Leroy'"))
                    .isOne();
        });
    }

    @Test
    void the_older_form_of_google_contacts_too(Given given) {
        var done = imported(given, files("contacts.csv", """
                Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title
                Léa Petit,Léa,,Petit,,,,,,,,,,,,,,,,,,,,,,,,,* myContacts,* Work,lea@dupont.example ::: lea@maison.example,Mobile,06 11 22 33 44,,Dupont,,Directrice
                Luc Grand,Luc,,Grand,,,,,,,,,,,,,,,,,,,,,,,,,* myContacts,* Work,luc@martin.example,Work,01 23 45 67 89,,Martin,,
                """));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.GOOGLE_CONTACTS);
        assertThat(done.outcome().rejected()).as(done.outcome()::toString).isZero();
        given.run(() -> {
            assertThat(
                            count(
                                    "select count(*) from person p join company c on c.id = p.company_id where first_name = 'Léa' and last_name = 'Petit' and p.email = 'lea@dupont.example' and p.title = 'Directrice' and c.name = 'Dupont'"))
                    .isOne();
            assertThat(count("select count(*) from person where last_name = 'Grand' and phone is not null"))
                    .isOne();
            assertThat(count("select count(*) from company")).isEqualTo(2);
        });
    }

    @Test
    void google_contacts_are_people_at_their_companies(Given given) {
        var done = imported(given, files("contacts.csv", """
                First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,Address 1 - Country
                Léa,,Petit,,,Dupont,Directrice,,,,,* myContacts,Work,lea@dupont.example ::: lea@maison.example,,,Mobile,06 11 22 33 44,Nantes,FR
                Luc,,Grand,,,Martin,,,,,,* myContacts,* Work,luc@martin.example,,,Work,01 23 45 67 89,Lyon,FR
                """));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.GOOGLE_CONTACTS);
        given.run(() -> {
            assertThat(count("select count(*) from person where company_id is not null"))
                    .isEqualTo(2);
            assertThat(count("select count(*) from person where email = 'lea@dupont.example' and title = 'Directrice'"))
                    .isOne();
            assertThat(count("select count(*) from company")).isEqualTo(2);
        });
    }

    @Test
    void an_address_book_becomes_people(Given given) {
        var done = imported(given, files("contacts.vcf", """
                BEGIN:VCARD
                VERSION:3.0
                N:Petit;Léa;;;
                FN:Léa Petit
                ORG:Dupont
                TITLE:Directrice
                EMAIL:lea@dupont.example
                END:VCARD
                BEGIN:VCARD
                VERSION:3.0
                FN:Luc Grand
                ORG:Dupont
                END:VCARD
                """));

        assertThat(recognised(done)).containsOnly(KnownExport.Source.VCARD);
        given.run(() -> {
            assertThat(count("select count(*) from person")).isEqualTo(2);
            assertThat(
                            count(
                                    "select count(*) from person p join company c on c.id = p.company_id and c.name = 'Dupont'"))
                    .isEqualTo(2);
        });
    }
}

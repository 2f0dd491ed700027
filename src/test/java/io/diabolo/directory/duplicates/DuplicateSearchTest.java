package io.diabolo.directory.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The search over many: -Ddiabolo.duplicates.rows=100000 tells how long it takes, and the share found of what was planted. */
@DiaboloTest
class DuplicateSearchTest {
    private static final int ROWS = Integer.getInteger("diabolo.duplicates.rows", 2_000);
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    DuplicateSearchTest(DSLContext sql, TransactionTemplate transactions, JsonMapper json) {
        this.sql = sql;
        this.transactions = transactions;
        this.json = json;
    }

    @Test
    void what_was_planted_among_many_is_found(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            transactions.executeWithoutResult(_ -> plant());
            for (var type : FindDuplicates.TYPES) {
                var begun = System.nanoTime();
                var found = transactions.execute(
                        _ -> new DuplicateSearch(sql, json, type).search(UUID.randomUUID(), _ -> {}));
                var planted = transactions.execute(
                        _ -> sql.fetchSingle("select count(*) from " + type + " where external_id is not null")
                                .get(0, Long.class));
                var right = transactions.execute(
                        _ -> sql.fetchSingle("""
                        select count(*) from duplicate_pair p join type_ a on a.id = p.one_id join type_ b on b.id = p.other_id
                        where p.record_type = 'type_' and (b.external_id = a.id::text or a.external_id = b.id::text)
                        """.replace("type_", type)).get(0, Long.class));
                System.out.printf(
                        "%s: %d rows, %d pairs asked about, %d of %d planted found, %.1f s%n",
                        type, ROWS, found, right, planted, (System.nanoTime() - begun) / 1e9);
                assertThat((double) right / planted).isGreaterThan(0.85);
            }
        });
    }

    /** A fifth as many companies; one record in fifty is there twice, the second time with less and with a slip. */
    private void plant() {
        sql.execute("select setseed(0.4)");
        sql.execute("""
                insert into company (name, domain, postcode, city, phone)
                select initcap(left(translate(md5(n::text || 'c'), '0123456789', 'ghijklmnop'), 7 + n % 4)) || ' ' || (array['Usinage', 'Plasturgie', 'Conseil', 'Logiciels', 'Transports', 'Bois'])[1 + n % 6]
                           || (array['', ' SAS', ' SARL', ' SA'])[1 + n % 4],
                       case when n % 3 > 0 then 'c' || n || '.fr' end, (1000 + n % 9000 * 10)::text, 'Ville' || n % 900, '+334' || 10000000 + n
                from generate_series(1, ?) n
                """, ROWS / 5);
        sql.execute("""
                insert into company (name, postcode, phone, external_id)
                select case when length(name) % 2 = 0 then upper(name) else substr(name, 1, 2) || substr(name, 4) end, postcode,
                       case when right(phone, 1) in ('1', '3', '5') then phone end, id::text
                from company order by id limit ?
                """, Math.max(20, ROWS / 250));
        sql.execute("""
                insert into person (first_name, last_name, email, phone, company_id)
                select (array['Léa', 'Inès', 'Karim', 'Hugo', 'Chloé', 'Yann', 'Zoé', 'Émile', 'Aïcha', 'Lukas', 'Nora', 'Paul'])[1 + n % 12],
                       initcap(left(translate(md5((n % 20000)::text || 'p'), '0123456789', 'ghijklmnop'), 5 + n % 5)), 'p' || n || '@c' || c.place || '.fr', '+3347' || 1000000 + n, c.id
                from generate_series(1, ?) n
                join (select id, row_number() over (order by id) as place from company) c on c.place = 1 + n % ?
                """, ROWS, ROWS / 5);
        sql.execute("""
                insert into person (first_name, last_name, company_id, external_id)
                select case when length(last_name) % 2 = 0 then last_name else left(first_name, 1) || '.' end,
                       case when length(last_name) % 2 = 0 then first_name else last_name end, company_id, id::text
                from person order by id limit ?
                """, Math.max(1, ROWS / 50));
        sql.execute("select analyze_imported('company'), analyze_imported('person')");
    }
}

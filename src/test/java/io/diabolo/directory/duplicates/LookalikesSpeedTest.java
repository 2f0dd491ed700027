package io.diabolo.directory.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each creation by a program asks who is there already, so each key is looked up by an index, however many there are:
 * -Ddiabolo.duplicates.rows=1000000 tells how long it takes.
 */
@DiaboloTest
class LookalikesSpeedTest {
    private static final int ROWS = Integer.getInteger("diabolo.duplicates.rows", 2_000);
    private static final int TIMES = 200;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final RecordTypes types;
    private final LikelyTwins twins;

    LookalikesSpeedTest(DSLContext sql, TransactionTemplate transactions, RecordTypes types, LikelyTwins twins) {
        this.sql = sql;
        this.transactions = transactions;
        this.types = types;
        this.twins = twins;
    }

    @Test
    void each_key_is_looked_up_by_an_index(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            transactions.executeWithoutResult(_ -> plant());
            transactions.executeWithoutResult(_ -> {
                sql.execute("analyze company");
                sql.execute("analyze person");
            });
            var company = new LinkedHashMap<String, Map<String, String>>();
            company.put("external_id", Map.of("external_id", "x7"));
            company.put("siren", Map.of("siren", "732829320"));
            company.put("email", Map.of("email", "contact@c8.example"));
            company.put("domain", Map.of("domain", "c9.example"));
            company.put("phone", Map.of("phone", "+33410000011"));
            company.put("name_key", Map.of("name", "Usinage Hkjgp SAS", "postcode", "10010"));
            var person = new LinkedHashMap<String, Map<String, String>>();
            person.put("external_id", Map.of("external_id", "x7"));
            person.put("email", Map.of("email", "p8@nowhere.example"));
            person.put("phone", Map.of("phone", "+33471000009"));
            person.put("mobile", Map.of("mobile", "+33471000009"));
            person.put("name_key", Map.of("first_name", "Léa", "last_name", "Kgimo"));
            assertAll(types.byId("company").orElseThrow(), company, given);
            assertAll(types.byId("person").orElseThrow(), person, given);
        });
    }

    private void assertAll(RecordType type, Map<String, Map<String, String>> keys, Given given) {
        var me = given.administrator();
        var all = new LinkedHashMap<String, String>();
        keys.forEach((key, values) -> {
            all.putAll(values);
            var plan = transactions.execute(_ -> {
                sql.execute("set local enable_seqscan = off");
                return sql.fetch("explain {0}", twins.query(type, values, me)).format(10_000);
            });
            assertThat(plan).as(type.id() + " by " + key).containsPattern("Index Cond: .*\\b" + key + "\\b");
        });
        var times = new java.util.ArrayList<Double>();
        for (int i = 0; i < TIMES; i++) {
            var begun = System.nanoTime();
            transactions.execute(_ -> twins.query(type, all, me).fetch());
            times.add((System.nanoTime() - begun) / 1e6);
        }
        times.sort(null);
        System.out.printf(
                "%s of %d by all keys: median %.2f ms, p95 %.2f ms%n%s%n",
                type.id(),
                ROWS,
                times.get(TIMES / 2),
                times.get(TIMES * 95 / 100),
                ROWS < 10_000
                        ? ""
                        : transactions.execute(
                                _ -> sql.fetch("explain (analyze, buffers) {0}", twins.query(type, all, me))
                                        .format(10_000)));
    }

    private void plant() {
        sql.execute("""
                insert into company (name, domain, postcode, phone, email, siren, external_id)
                select (array['Usinage', 'Plasturgie', 'Conseil', 'Logiciels', 'Transports', 'Bois'])[1 + n % 6] || ' '
                       || initcap(left(translate(md5(n::text || 'c'), '0123456789', 'ghijklmnop'), 7 + n % 4)),
                       'c' || n || '.example', (10000 + n % 9000 * 10)::text, '+334' || 10000000 + n, 'contact@c' || n || '.example',
                       (100000000 + n)::text, 'x' || n
                from generate_series(1, ?) n
                """, ROWS);
        sql.execute("""
                insert into person (first_name, last_name, email, phone, mobile, external_id)
                select (array['Léa', 'Inès', 'Karim', 'Hugo', 'Chloé', 'Yann', 'Zoé', 'Émile', 'Aïcha', 'Lukas', 'Nora', 'Paul'])[1 + n % 12],
                       initcap(left(translate(md5((n % 20000)::text || 'p'), '0123456789', 'ghijklmnop'), 5 + n % 5)),
                       'p' || n || '@nowhere.example', '+3347' || 1000000 + n, '+3367' || 1000000 + n, 'x' || n
                from generate_series(1, ?) n
                """, ROWS);
    }
}

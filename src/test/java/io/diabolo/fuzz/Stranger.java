package io.diabolo.fuzz;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.TablesOfJobs;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Somebody with a session, a token, and one record of each kind, who sends anything to a real server. */
final class Stranger implements AutoCloseable {
    private static final String PASSWORD = "deux cônes et une ficelle";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

    private final ApplicationContext application;
    private final Given given;
    private final DSLContext sql;
    private final String base;
    private final HttpClient client;
    private final String bearer;
    private final List<String> ids;
    private final String fingerprints;
    private String csrf = "";

    Stranger(ApplicationContext application) throws IOException, InterruptedException {
        this(application, application.getBean(Given.Kit.class).given(), true);
    }

    /** In a workspace that is there already. */
    static Stranger in(Given given, ApplicationContext application) throws IOException, InterruptedException {
        return new Stranger(application, given, false);
    }

    private Stranger(ApplicationContext application, Given given, boolean fresh)
            throws IOException, InterruptedException {
        this.application = application;
        this.given = given;
        this.sql = application.getBean(DSLContext.class);
        this.base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        this.bearer = given.bearer(given.administrator(), Scope.ADMIN);
        this.fingerprints = fingerprints();
        if (fresh) {
            fill();
        }
        signIn();
        this.ids = given.in(() -> tables("id").stream()
                .map(table -> sql.fetchOne("select id from " + table + " limit 1"))
                .filter(row -> row != null && row.get(0) instanceof UUID)
                .map(row -> String.valueOf(row.get(0)))
                .toList());
    }

    private void fill() {
        var types = application.getBean(RecordTypes.class);
        var records = application.getBean(Records.class);
        WorkspaceScope.run(given.workspace(), () -> {
            var company = records.create(types.byPlural("companies"), Map.of("name", "Mécaval"), given.administrator())
                    .record()
                    .id()
                    .toString();
            Map.of(
                            "people", Map.of("last_name", "Roy"),
                            "leads", Map.of("last_name", "Roy"),
                            "opportunities", Map.of("name", "Licences", "company", company),
                            "products", Map.of("name", "Socle"),
                            "activities", Map.of("subject", "Appel", "kind", "note", "company", company))
                    .forEach((plural, input) -> records.create(types.byPlural(plural), input, given.administrator()));
        });
    }

    private void signIn() throws IOException, InterruptedException {
        var email = UUID.randomUUID() + "@example.org";
        var secret = application.getBean(PasswordEncoder.class).encode(PASSWORD);
        var account =
                sql.resultQuery("select save_account(?, ?)", email, secret).fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                given.administrator().member().value()));
        var form = FORM_TOKEN.matcher(send("GET", "/sign-in", "", new byte[0]).body());
        if (!form.find()) {
            throw new IOException("no form to sign in");
        }
        var body = "_csrf=" + encoded(form.group(1)) + "&email=" + encoded(email) + "&password=" + encoded(PASSWORD);
        send("POST", "/sign-in", "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
        var page = TOKEN.matcher(send("GET", "/companies", "", new byte[0]).body());
        if (!page.find()) {
            throw new IOException("not signed in");
        }
        csrf = page.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One id of each table. */
    List<String> ids() {
        return ids;
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofByteArray(body));
        if (path.startsWith("/api/")) {
            request.header("Authorization", bearer);
        } else {
            request.header("Accept", "text/html");
            if (!csrf.isEmpty()) {
                request.header("X-CSRF-TOKEN", csrf);
            }
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The names of fields in all forms of a page. */
    Set<String> fields(String page) throws IOException, InterruptedException {
        var names = new LinkedHashSet<String>();
        var found = Pattern.compile("name=\"([a-z_][^\"]*)\"")
                .matcher(send("GET", page, "", new byte[0]).body());
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** All that the workspace holds, as a sum; once what was begun before is over. */
    String everything() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> given.in(() -> String.valueOf(sql.fetchValue(fingerprints))), sum -> sum.startsWith("0 "));
    }

    /** In one query: the jobs that aren't over, then each table. */
    private String fingerprints() {
        var sums = new ArrayList<String>();
        for (var table : given.in(() -> tables("workspace_id"))) {
            if (!table.equals("idempotent_answer") && !TablesOfJobs.NAMES.contains(table)) {
                sums.add("(select '" + table + "=' || count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) from "
                        + table + " t)");
            }
        }
        return "select (select count(*) from job where state in ('waiting', 'running')) || ' ' || array_to_string(array["
                + String.join(", ", sums) + "], ' ')";
    }

    private List<String> tables(String withColumn) {
        return sql.fetch("""
                        select relname from pg_class join pg_namespace n on n.oid = relnamespace
                        where nspname = 'public' and relkind in ('r', 'p') and relrowsecurity
                          and has_table_privilege(pg_class.oid, 'select')
                          and exists (select from pg_attribute where attrelid = pg_class.oid and attname = ?)
                        order by relname""", withColumn).getValues(0, String.class);
    }

    @Override
    public void close() {
        client.close();
    }
}

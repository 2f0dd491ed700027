package io.diabolo.bench;

import io.diabolo.platform.WorkspaceId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Files out and in. An import is compared with a COPY of every row that it made, into the same tables with the same
 * indexes: for another workspace, in a transaction that is taken back afterwards.
 */
@Component
class Loads {
    /** In an order that foreign keys allow; which rows of each an import made. */
    private static final Map<String, String> MADE = new LinkedHashMap<>();

    static {
        MADE.put("change_set", "id = '$set'");
        for (var table : List.of("company", "person", "person_position", "journey", "lead")) {
            MADE.put(table, "created_in = '$set'");
        }
        MADE.put("journey_entry", "change_set_id = '$set'");
        MADE.put(
                "search_entry",
                "record_id in (select id from company where created_in = '$set' union all select id from person where created_in = '$set'"
                        + " union all select id from lead where created_in = '$set')");
    }

    private final DataSource owner;
    private final ServerJobs jobs;

    Loads(@Qualifier("ownerDataSource") DataSource owner, ServerJobs jobs) {
        this.owner = owner;
        this.jobs = jobs;
    }

    List<Measure> measures(Visitor visitor, WorkspaceId workspace, int rows) {
        var all = new ArrayList<Measure>();
        all.add(new Measure("export of 100,000 rows", "load", 100_000, 1, () -> export(visitor, workspace, rows)));
        all.add(new Measure("import of 100,000 rows", "load", 100_000, 1, () -> load(visitor, workspace, 100_000)));
        if (rows >= 1_000_000) {
            all.add(new Measure(
                    "import of 1,000,000 rows", "load", rows, 1, () -> load(visitor, workspace, 1_000_000)));
        }
        return all;
    }

    private Result export(Visitor visitor, WorkspaceId workspace, int rows) throws Exception {
        var filter = rows > 100_000 ? "filter[source]=Web" : "";
        var began = System.nanoTime();
        var job =
                visitor.post("/api/v1/exports", "{\"type\":\"leads\",\"query\":\"" + filter + "\",\"format\":\"csv\"}");
        var path = "/api/v1/exports/" + job.get("id").asString();
        var done = finished(visitor, path, "running", "waiting");
        var took = (System.nanoTime() - began) / 1e6;
        var count = done.get("rows_done").asLong();
        began = System.nanoTime();
        try (var connection = entered(workspace)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select lead.*, person.name, company.name, member.name from lead left join person on person.id = lead.person_id"
                                    + " and person.workspace_id = lead.workspace_id left join company on company.id = lead.company_id"
                                    + " and company.workspace_id = lead.workspace_id left join member on member.id = lead.owner_id"
                                    + " and member.workspace_id = lead.workspace_id where lead.workspace_id = '"
                                    + workspace + "'"
                                    + (filter.isEmpty() ? "" : " and lead.source = 'Web'")
                                    + " order by lead.created_at desc, lead.id desc) to stdout csv",
                            OutputStream.nullOutputStream());
        }
        return loaded("export of 100,000 rows", count, took, (System.nanoTime() - began) / 1e6);
    }

    private static JsonNode finished(Visitor visitor, String path, String... unfinished) throws IOException {
        while (true) {
            var answer = visitor.get(path);
            var state = answer.get("state").asString();
            // Between reading and applying; it stays so only where something is asked.
            var passing = state.equals("mapping") && answer.get("questions").isEmpty();
            if (!passing && !List.of(unfinished).contains(state)) {
                return answer;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static Result loaded(String name, long rows, double took, double plain) {
        return new Result(name, "load", rows, 1, took, took, plain, rows / took * 1e3, rows / plain * 1e3);
    }

    private Result load(Visitor visitor, WorkspaceId workspace, int rows) throws Exception {
        var file = leads(rows);
        var boundary = "diabolo-bench";
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"yes\"\r\n\r\ntrue\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\nContent-Type: text/csv\r\n\r\n";
        jobs.quiet();
        var began = System.nanoTime();
        var begun = visitor.send(
                "/api/v1/imports",
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
        var done = finished(
                visitor,
                "/api/v1/imports/" + begun.get("id").asString(),
                "uploaded",
                "reading",
                "waiting",
                "applying",
                "running",
                "ready");
        var took = (System.nanoTime() - began) / 1e6;
        Files.delete(file);
        if (!done.get("state").asString().equals("done")) {
            throw new IOException("the import ended so: " + done);
        }
        // Scores and duplicates of what came in are worked out now; the COPY shall have the machine alone, as the
        // import had.
        jobs.quiet();
        var plain = copied(workspace, UUID.fromString(done.get("change_set_id").asString()));
        return loaded("import of " + (rows == 100_000 ? "100,000" : "1,000,000") + " rows", rows, took, plain);
    }

    /** Leads as another CRM would export them, each of a person, five at a company. */
    private static Path leads(int rows) throws IOException {
        var file = Files.createTempFile("leads", ".csv");
        var run = Long.toString(System.nanoTime(), 36);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Lead ID,First Name,Last Name,Email,Company,Lead Source,Status,Created Date,Phone\n");
            for (var i = 0; i < rows; i++) {
                out.write(run + i + ",Alice,Martin-" + i % 5000 + ",p" + run + i + "@" + run + i / 5
                        + ".example,Société " + run
                        + i / 5 + "," + (i % 3 == 0 ? "Web" : "Referral") + "," + (i % 4 == 0 ? "qualified" : "working")
                        + ",2025-" + String.format("%02d-%02d", 1 + i % 12, 1 + i % 28) + ",+336"
                        + String.format("%08d", i)
                        + "\n");
            }
        }
        return file;
    }

    private double copied(WorkspaceId workspace, UUID set) throws Exception {
        var other = UUID.randomUUID();
        var files = new LinkedHashMap<String, Path>();
        try (var connection = entered(workspace)) {
            connection.setAutoCommit(false);
            for (var table : MADE.keySet()) {
                files.put(columns(connection, table), written(connection, table, set, other));
            }
            execute(
                    connection,
                    "insert into member (workspace_id, id, name, roles) select '" + other
                            + "', id, name, roles from member where workspace_id = '" + workspace + "'");
            var began = System.nanoTime();
            for (var file : files.entrySet()) {
                try (var in = Files.newInputStream(file.getValue())) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + file.getKey() + " from stdin", in, 1 << 16);
                }
            }
            var took = (System.nanoTime() - began) / 1e6;
            // Not deleted: each row would then be asked for in every table that may refer to it, which takes hours.
            connection.rollback();
            return took;
        } finally {
            for (var file : files.values()) {
                Files.delete(file);
            }
        }
    }

    /** The table with the columns that aren't computed, the workspace first. */
    private static String columns(Connection connection, String table) throws SQLException {
        try (var found = connection
                .createStatement()
                .executeQuery("select '" + table
                        + " (workspace_id, ' || string_agg(quote_ident(attname), ', ' order by attnum) || ')'"
                        + " from pg_attribute where attrelid = '" + table
                        + "'::regclass and attnum > 0 and not attisdropped"
                        + " and attgenerated = '' and attidentity = '' and attname <> 'workspace_id'")) {
            found.next();
            return found.getString(1);
        }
    }

    private static Path written(Connection connection, String table, UUID set, UUID other)
            throws SQLException, IOException {
        var file = Files.createTempFile(table, ".copy");
        var columns = columns(connection, table);
        var selected = columns.substring(columns.indexOf(", ") + 2, columns.length() - 1);
        try (var out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select '" + other + "'::uuid, " + selected + " from " + table
                                    + " where workspace_id = current_workspace() and "
                                    + Objects.requireNonNull(MADE.get(table)).replace("$set", set.toString())
                                    + ") to stdout",
                            out);
        }
        return file;
    }

    private Connection entered(WorkspaceId workspace) throws SQLException {
        var connection = owner.getConnection();
        execute(connection, "select set_config('diabolo.workspace', '" + workspace + "', false)");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.*;

/** Starts a throw-away PostgreSQL, migrates it, writes the jOOQ classes; does nothing when the migrations are unchanged. */
public class GenerateJooq {
    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]), target = Path.of(args[1]), stamp = target.resolve(".migrations");
        String digest = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) return;
        quietly();
        try (var pg = EmbeddedPostgres.builder().start()) {
            try (var connection = pg.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role diabolo_app");
            }
            Flyway.configure()
                    .dataSource(pg.getPostgresDatabase())
                    .locations("filesystem:" + migrations)
                    .placeholders(java.util.Map.of("app_user", "diabolo_app"))
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc().withUrl(pg.getJdbcUrl("postgres", "postgres")))
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withName("org.jooq.meta.postgres.PostgresDatabase")
                                    .withInputSchema("public")
                                    .withExcludes(
                                            "flyway_.*|pg_.*|.*trgm.*|gin_.*|similarity.*|show_.*|word_.*|strict_.*|set_limit|unaccent.*|citext.*|gbt_.*|texticlike.*")
                                    .withIncludeRoutines(false))
                            .withGenerate(new Generate()
                                    .withJavaTimeTypes(true)
                                    .withRecords(true)
                                    .withPojos(false))
                            .withTarget(new Target()
                                    .withPackageName("io.diabolo.jooq")
                                    .withDirectory(target.toString()))));
        }
        Files.createDirectories(target);
        Files.writeString(stamp, digest);
    }

    /** Nobody who builds wants to read which class was written. */
    private static void quietly() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
    }

    private static String digest(Path dir) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(org.jooq.Constants.FULL_VERSION.getBytes());
        sha.update(Files.readAllBytes(Path.of("src/build/java/GenerateJooq.java")));
        try (var files = Files.walk(dir)) {
            for (Path f : files.filter(Files::isRegularFile).sorted().toList()) {
                sha.update(f.toString().getBytes());
                sha.update(Files.readAllBytes(f));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}

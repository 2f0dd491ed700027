package io.diabolo.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Two ways to one database: the owner migrates, the application works and owns nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseConfiguration.Database.class)
class DatabaseConfiguration {

    /** Where the database is; the launcher fills these in, for the embedded and the external one alike. */
    @ConfigurationProperties("diabolo.database")
    record Database(String url, String ownerUser, String ownerPassword, String appUser, String appPassword) {}

    @Bean
    @Primary
    DataSource dataSource(Database database) {
        var pool = new HikariDataSource();
        pool.setPoolName("diabolo");
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.appUser());
        pool.setPassword(database.appPassword());
        pool.setDataSource(new BreakableConnections(application(database)));
        // Who waits longer is told that the database is away: sooner than browsers and balancers give up.
        pool.setConnectionTimeout(15_000);
        // An external server may compile for long what its planner takes for costly; we ask short questions. The
        // embedded
        // one has no compiler.
        pool.setConnectionInitSql("set jit = off");
        // Eight that write, ten that read, some in the background, and some that only look who asks.
        pool.setMaximumPoolSize(28);
        pool.setMinimumIdle(2);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static PGSimpleDataSource application(Database database) {
        var application = new PGSimpleDataSource();
        application.setUrl(database.url());
        // Its "Detail:" quotes the row, and personal data don't belong in a log.
        application.setLogServerErrorDetail(false);
        application.setTcpKeepAlive(true);
        application.setConnectTimeout(5);
        application.setSocketTimeout(10);
        return application;
    }

    /** Signs in as diabolo_owner: migrations, and the demo's and bench's COPY. Never used to answer a request. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(Database database) {
        var owner = new PGSimpleDataSource();
        owner.setUrl(database.url());
        owner.setUser(database.ownerUser());
        owner.setPassword(database.ownerPassword());
        owner.setLogServerErrorDetail(false);
        return owner;
    }

    @Bean
    FlywayConfigurationCustomizer appUserPlaceholder(Database database) {
        return flyway -> flyway.placeholders(Map.of("app_user", database.appUser()));
    }

    @Bean
    DefaultConfigurationCustomizer plainNames() {
        return configuration -> configuration.set(
                new Settings().withRenderSchema(false).withRenderCatalog(false).withExecuteLogging(false));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}

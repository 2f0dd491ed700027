package io.diabolo.launcher;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application, as a server or for one command. */
final class Application {
    private Application() {}

    /** Whole, with its web server; the starting page gives way just before that listens. */
    static ConfigurableApplicationContext serve(
            Class<?> source, LaunchProperties properties, StartingPage page, DatabaseAccess database) {
        var application = prepared(source, properties);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("startingPage", new PageGivesWay(page)));
        endAfterwards(database);
        return application.run();
    }

    /** Without web server and jobs, making only what the command asks for, silent but for warnings. */
    static ConfigurableApplicationContext forCommand(
            Class<?> source, LaunchProperties properties, DatabaseAccess database) {
        var application = prepared(source, properties);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        DbSchedulerStarter never = () -> {};
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("dbSchedulerStarter", never));
        endAfterwards(database);
        // A bean that was never made can't be asked at the end either; Spring warns of each.
        return application.run(
                "--logging.level.root=warn",
                "--logging.level.io.diabolo=warn",
                "--logging.level.org.springframework.beans.factory.support.DisposableBeanAdapter=error");
    }

    private static SpringApplication prepared(Class<?> source, LaunchProperties properties) {
        var application = new SpringApplication(source);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("spring.jmx.enabled", "false"));
        application.addInitializers(
                context -> context.getEnvironment().getPropertySources().addFirst(properties));
        return application;
    }

    /** On SIGTERM and at the end: the application first, which still writes, then its database. */
    private static void endAfterwards(DatabaseAccess database) {
        SpringApplication.getShutdownHandlers().add(database::close);
    }
}

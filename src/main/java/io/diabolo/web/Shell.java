package io.diabolo.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.diabolo.platform.DatabaseWatch;
import io.diabolo.platform.DiskSpace;
import io.diabolo.platform.Texts;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the shell together from what the modules hand in. */
@Configuration(proxyBeanMethods = false)
class Shell {
    @Bean
    TemplateEngine pages() {
        // The build compiles each page into its module's package, so that view models can stay package-private.
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.diabolo");
    }

    @Bean
    Assets assets() {
        return Assets.read();
    }

    @Bean
    Navigation navigation(
            ObjectProvider<NavigationEntry> entries,
            ObjectProvider<WorkspaceName> name,
            ObjectProvider<Bell> bell,
            Assets assets) {
        return new Navigation(
                entries.orderedStream().toList(),
                name.getIfAvailable(() -> _ -> "Diabolo"),
                assets,
                bell.getIfAvailable());
    }

    @Bean
    UiOfRequest uiOfRequest(
            Texts texts, ObjectProvider<Clock> clock, Navigation navigation, ObjectProvider<SignedIn> who) {
        return new UiOfRequest(
                texts, clock.getIfAvailable(Clock::systemUTC), navigation, who.getIfAvailable(() -> _ -> null));
    }

    /** Outside of the sessions too, which stand in the database. */
    @Bean
    FilterRegistrationBean<AnswerTrouble> answerTrouble(PlainAnswers answers, DatabaseWatch watch, DiskSpace disk) {
        var filter = new FilterRegistrationBean<>(new AnswerTrouble(answers, watch, disk));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    PlainAnswers plainAnswers(TemplateEngine pages, UiOfRequest ui) {
        return new PlainAnswers(pages, ui);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedByServer(PlainAnswers answers) {
        return RefusedByServer.customizer(answers);
    }

    @Bean
    ViewResolver jteViews(TemplateEngine pages, UiOfRequest ui) {
        return new JteViews(pages, ui);
    }

    @Bean
    WebMvcConfigurer argumentsAndTrouble(UiOfRequest ui) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(ui);
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(new LetTroublePass());
            }
        };
    }
}

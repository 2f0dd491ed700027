package io.diabolo.acquisition;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Forms stand on the customer's own site, in a frame or as plain HTML: strangers post from anywhere, nobody is signed in,
 * and no session or cookie has a part in it; so there is nothing that a forged request could borrow.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PublicFormSecurity {
    private static final String CONTENT =
            "default-src 'self'; frame-ancestors *; form-action 'self'; base-uri 'none'; img-src 'self' data:";
    private static final List<String> API = List.of("/api/v1/forms/*/submissions", "/api/v1/hooks/*");

    @Bean
    @Order(0)
    SecurityFilterChain publicForms(HttpSecurity http) {
        return http.securityMatcher(strangers())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(_ -> anywhere()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static OrRequestMatcher strangers() {
        var paths = PathPatternRequestMatcher.withDefaults();
        var all = new java.util.ArrayList<org.springframework.security.web.util.matcher.RequestMatcher>(
                List.of(paths.matcher("/f/**"), paths.matcher("/a/**")));
        for (var path : API) {
            all.add(paths.matcher(HttpMethod.POST, path));
            all.add(paths.matcher(HttpMethod.OPTIONS, path));
        }
        return new OrRequestMatcher(all);
    }

    private static CorsConfiguration anywhere() {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(List.of("Content-Type"));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}

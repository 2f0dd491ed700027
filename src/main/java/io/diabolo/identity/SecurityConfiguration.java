package io.diabolo.identity;

import io.diabolo.platform.Workspaces;
import io.diabolo.web.PlainAnswers;
import io.diabolo.web.SignedIn;
import io.diabolo.web.WorkspaceName;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Two chains: the API with its tokens, pages with their sessions. Rights within a workspace aren't decided here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(OpenIdSettings.class)
class SecurityConfiguration {
    private static final String CONTENT =
            "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; img-src 'self' data:";
    /** A reader's mailbox posts here of its own (RFC 8058): it has no session, and the secret in the path is its right. */
    private static final String BY_MAIL = "/unsubscribe/**";

    private static final String[] FOR_EVERYBODY = {
        "/assets/**",
        "/webjars/**",
        "/favicon.ico",
        "/sign-in",
        "/sign-in/**",
        "/setup/**",
        "/invitations/**",
        "/password-resets/**",
        BY_MAIL,
        "/book/**",
        "/booked/**",
        "/calendars/**",
        "/q/**",
        "/j/**",
        "/approve/**",
        "/o/**",
        "/help/**",
        "/my-requests/**",
        "/ratings/**",
        "/problems/**",
        "/components",
        "/error",
        "/actuator/health/**",
        "/actuator/health"
    };

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            Tokens tokens,
            MemberFilters filters,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        // The page /api itself is for people.
        headers(http.securityMatcher("/api/?*/**"));
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/openapi.json", "/api/openapi.json/**")
                        .permitAll()
                        .anyRequest()
                        .access(member()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(Unauthenticated.problem(problems)))
                .addFilterBefore(new BearerTokens(tokens), AnonymousAuthenticationFilter.class)
                .addFilterBefore(filters.enter(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(filters.proves(), AuthorizationFilter.class)
                .addFilterAfter(filters.reads(), ProveFirst.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(
            HttpSecurity http,
            MemberFilters filters,
            Demo demo,
            Sessions sessions,
            MetricsToken metrics,
            OpenIdSignIn openId,
            PlainAnswers answers,
            @Value("${diabolo.demo:false}") boolean withDemo) {
        headers(http);
        openId.addTo(http);
        if (withDemo) {
            http.addFilterBefore(new DemoSignIn(demo, sessions), AnonymousAuthenticationFilter.class);
        }
        return http.csrf(csrf -> csrf.ignoringRequestMatchers(BY_MAIL))
                .requestCache(cache -> cache.requestCache(returnTo()))
                // Each sign-in begins a session of its own. Spring's change of the id would be in its way: the old one
                // isn't deleted under the new id, and would go on.
                .sessionManagement(management -> management.sessionFixation(fixation -> fixation.none()))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(FOR_EVERYBODY)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((_, context) -> new AuthorizationDecision(
                                Loopback.is(context.getRequest()) || metrics.lets(context.getRequest())))
                        .anyRequest()
                        .access(member()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(Unauthenticated.page()))
                .addFilterBefore(new StrangersUploads(answers), CsrfFilter.class)
                .addFilterBefore(filters.enter(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(filters.proves(), AuthorizationFilter.class)
                .addFilterAfter(filters.reads(), ProveFirst.class)
                .build();
    }

    /** Whoever was let into a workspace; having a session isn't enough. */
    private static AuthorizationManager<RequestAuthorizationContext> member() {
        return (_, context) -> new AuthorizationDecision(EnterWorkspace.actor(context.getRequest()) != null);
    }

    private static void headers(HttpSecurity http) {
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(self), geolocation=(), payment=()")));
    }

    /** After the sign-in one comes back to the page that was asked for: a whole page, not a part or a file. */
    static HttpSessionRequestCache returnTo() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request ->
                request.getMethod().equals("GET") && request.getHeader("HX-Request") == null && acceptsPage(request));
        return cache;
    }

    private static boolean acceptsPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** The same for both chains. Not beans of their own: the container would run them outside the chains too. */
    record MemberFilters(EnterWorkspace enter, ProveFirst proves, ReadOnlyRequests reads) {}

    @Bean
    MemberFilters memberFilters(
            Actors actors,
            PlatformTransactionManager transactions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${diabolo.demo:false}") boolean demo) {
        return new MemberFilters(
                new EnterWorkspace(actors, demo), new ProveFirst(problems), new ReadOnlyRequests(transactions));
    }

    /** People sign in at {@link SignInController}, programs with {@link BearerTokens}: there is no third way. */
    @Bean
    AuthenticationManager noOtherSignIn() {
        return _ -> {
            throw new BadCredentialsException("sign in at /sign-in");
        };
    }

    /** The filters of each request needn't be timed one by one. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Around the repository of the framework, which makes its own only where there is no other. */
    @Bean
    static BeanPostProcessor sparingSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository kept ? new SparingSessions<>(kept) : bean;
            }
        };
    }

    @Bean
    SignedIn signedIn() {
        return EnterWorkspace::actor;
    }

    @Bean
    WorkspaceName workspaceName(Workspaces workspaces) {
        return _ -> workspaces.settings().name();
    }
}

package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A token that reads is told so before anybody looks at what it sends; each service checks again. An export, and readings
 * of titles, are asked for by a POST but only read.
 */
@Component
class WritesNeedScope implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/api/**")
                .excludePathPatterns("/api/v1/exports", "/api/v1/title-readings", "/api/v1/capacity");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var me = EnterWorkspace.actor(request);
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (me != null && !reads) {
            me.mayWrite();
        }
        return true;
    }
}

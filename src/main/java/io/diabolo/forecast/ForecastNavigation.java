package io.diabolo.forecast;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the forecast stands in the navigation. */
@Configuration(proxyBeanMethods = false)
class ForecastNavigation {
    @Bean
    NavigationEntry forecastEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 40, "/forecast", "forecast.title");
    }
}

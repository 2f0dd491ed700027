package io.diabolo.notifications;

import io.diabolo.platform.Actor;
import io.diabolo.web.Bell;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where notifications stand in the shell. */
@Configuration(proxyBeanMethods = false)
class NotificationBell {
    @Bean
    Bell bell(Notifications notifications) {
        return new Bell() {
            @Override
            public String path() {
                return "/notifications";
            }

            @Override
            public String topics(Actor me) {
                return "sse:" + Notifications.topic(me.member()) + ", sse:notification-any";
            }

            @Override
            public long count(Actor me) {
                return notifications.unread(me, MOST);
            }
        };
    }

    @Bean
    NavigationEntry notificationsEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 5, "/notifications", "notifications.title");
    }
}

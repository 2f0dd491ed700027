package io.diabolo.directory;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.platform.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From which size on a company belongs to a segment, as a setting. */
@Configuration(proxyBeanMethods = false)
class SegmentSection {
    /** Turnover in minor units of the workspace's currency. */
    record Said(Size micro, Size smb, Size midMarket) {}

    record Size(long headcount, long turnover) {
        static Size of(Limit limit) {
            return new Size(limit.headcount(), limit.turnover());
        }

        Limit limit() {
            return new Limit(headcount, turnover);
        }
    }

    @Bean
    ConfigurationSection<Said> segmentsSection(Segmentation segmentation, SegmentLimits limits) {
        return new SettingSection<>(
                "segments",
                8,
                Said.class,
                "segments.updated",
                () -> {
                    var present = segmentation.limits();
                    return new Said(Size.of(present.micro()), Size.of(present.smb()), Size.of(present.midMarket()));
                },
                (wanted, me) -> limits.change(
                        wanted.micro().limit(),
                        wanted.smb().limit(),
                        wanted.midMarket().limit(),
                        me),
                me -> me.administrator() && me.scope().includes(Scope.ADMIN));
    }
}

package uk.code4health.opendata.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Technical things that others have injected. */
class Platform {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}

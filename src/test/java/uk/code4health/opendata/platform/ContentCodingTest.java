package uk.code4health.opendata.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which coding a caller likes best. */
class ContentCodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip                              | GZIP
                    GZip                              | GZIP
                    x-gzip                            | GZIP
                    zstd                              | ZSTD
                    gzip, deflate, br, zstd           | ZSTD
                    gzip, deflate, br                 | GZIP
                    zstd;q=0.5, gzip                  | GZIP
                    zstd;q=0.501, gzip;q=0.5          | ZSTD
                    gzip;q=0.001                      | GZIP
                    gzip ; q=1.000 , zstd; Q=0.9      | GZIP
                    br;q=1.0, gzip;q=0.8, *;q=0.1     | GZIP
                    gzip;q=0.2, gzip;q=0.8, zstd;q=.5 | GZIP
                    *                                 | ZSTD
                    *;q=0.5, zstd;q=0                 | GZIP
                    *;q=0.5, gzip                     | GZIP
                    identity                          | IDENTITY
                    identity, gzip                    | GZIP
                    identity, gzip;q=0.5              | IDENTITY
                    identity;q=0.5, zstd;q=0.5        | ZSTD
                    identity;q=0, gzip                | GZIP
                    identity;q=0                      | IDENTITY
                    identity, *;q=0                   | IDENTITY
                    *;q=0                             | IDENTITY
                    gzip;q=0                          | IDENTITY
                    gzip;q=0.000, zstd;q=0            | IDENTITY
                    gzip;q=0, deflate                 | IDENTITY
                    deflate, br, snappy               | IDENTITY
                    gzipped, my-zstd                  | IDENTITY
                    gzip;q=a                          | IDENTITY
                    gzip;q=1.5                        | IDENTITY
                    gzip;q=-1                         | IDENTITY
                    gzip;q=0.1234                     | IDENTITY
                    gzip;level=9                      | IDENTITY
                    gzip zstd                         | IDENTITY
                    ;q=1                              | IDENTITY
                    ,,                                | IDENTITY
                    ''                                | IDENTITY
                    """)
    void theOneLikedBestIsTaken(String accepted, ContentCoding best) {
        assertThat(ContentCoding.wantedBy(List.of(accepted))).isEqualTo(best);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(ContentCoding.wantedBy(List.of("gzip;q=0.5", "zstd;q=0.7"))).isEqualTo(ContentCoding.ZSTD);
        assertThat(ContentCoding.wantedBy(List.of())).isEqualTo(ContentCoding.IDENTITY);
    }
}

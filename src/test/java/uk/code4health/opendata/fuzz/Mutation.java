package uk.code4health.opendata.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import uk.code4health.opendata.fuzz.Draft.Parameter;
import uk.code4health.opendata.query.Operator;

/** A way in which a request that makes sense is spoilt. */
enum Mutation {
    DUPLICATED_PARAMETER {
        @Override
        void of(Draft draft, Random random) {
            draft.parameters.add(parameter(draft, random));
        }
    },
    DROPPED_PARAMETER {
        @Override
        void of(Draft draft, Random random) {
            draft.parameters.remove(parameter(draft, random));
        }
    },
    SWAPPED_VALUES {
        @Override
        void of(Draft draft, Random random) {
            Parameter one = parameter(draft, random);
            Parameter other = parameter(draft, random);
            Collections.replaceAll(draft.parameters, one, new Parameter(one.name(), other.value()));
        }
    },
    SWAPPED_NAMES {
        @Override
        void of(Draft draft, Random random) {
            Parameter one = parameter(draft, random);
            Collections.replaceAll(
                    draft.parameters, one, new Parameter(Any.of(Strange.PARAMETERS, random), one.value()));
        }
    },
    STRANGE_VALUE {
        @Override
        void of(Draft draft, Random random) {
            Parameter one = parameter(draft, random);
            Collections.replaceAll(draft.parameters, one, new Parameter(one.name(), Strange.text(random)));
        }
    },
    STRANGE_NAME {
        @Override
        void of(Draft draft, Random random) {
            draft.with(Strange.text(random), parameter(draft, random).value());
        }
    },
    STRANGE_PARAMETER {
        @Override
        void of(Draft draft, Random random) {
            draft.set(Any.of(Strange.PARAMETERS, random), Strange.text(random));
        }
    },
    GARBLED_VALUE {
        @Override
        void of(Draft draft, Random random) {
            Parameter one = parameter(draft, random);
            Collections.replaceAll(
                    draft.parameters, one, new Parameter(one.name(), Strange.garbled(one.value(), random)));
        }
    },
    GARBLED_NAME {
        @Override
        void of(Draft draft, Random random) {
            Parameter one = parameter(draft, random);
            Collections.replaceAll(
                    draft.parameters, one, new Parameter(Strange.garbled(one.name(), random), one.value()));
        }
    },
    ANY_OPERATOR {
        @Override
        void of(Draft draft, Random random) {
            draft.with(
                    draft.subject.field(random) + "__"
                            + Any.of(random, Operator.values()).suffix(),
                    random.nextBoolean()
                            ? Strange.text(random)
                            : parameter(draft, random).value());
        }
    },
    ANY_NUMBER {
        @Override
        void of(Draft draft, Random random) {
            draft.set(
                    Any.of(
                            random,
                            "limit",
                            "offset",
                            draft.subject.field(random) + "__gt",
                            draft.subject.field(random)),
                    Any.of(Strange.NUMBERS, random));
        }
    },
    ANY_TIME {
        @Override
        void of(Draft draft, Random random) {
            draft.set(Any.of(random, "release", "as_at"), Any.of(Strange.TIMES, random));
        }
    },
    ANY_FORMAT {
        @Override
        void of(Draft draft, Random random) {
            draft.set("format", Any.of(random, "json", "csv", "ndjson", "xlsx", "parquet", "xml", "JSON", ""));
        }
    },
    FORGED_CURSOR {
        @Override
        void of(Draft draft, Random random) {
            String cursor = draft.parameters.stream()
                    .filter(parameter -> parameter.name().equals("cursor"))
                    .map(Parameter::value)
                    .findFirst()
                    .orElse("AAAAAAAAAAAAAAAAAAAAAHsiZWRpdGlvbiI6ImUxIn0");
            draft.set("cursor", Strange.garbled(cursor, random));
        }
    },
    ANY_CONDITIONS {
        @Override
        void of(Draft draft, Random random) {
            String condition = Any.of(draft.subject.conditions(), random);
            draft.set(
                    Any.of(random, "where", "having"),
                    switch (random.nextInt(6)) {
                        case 0 -> "(".repeat(random.nextInt(3_000)) + condition;
                        case 1 -> "NOT ".repeat(random.nextInt(3_000)) + condition;
                        case 2 -> Strange.garbled(condition, random);
                        case 3 -> (condition + " AND ").repeat(1 + random.nextInt(40)) + condition;
                        case 4 -> condition + " OR " + Strange.text(random);
                        default ->
                            condition.replaceFirst(
                                    "\\w+", Strange.garbled("field", random).replaceAll("[$\\\\]", ""));
                    });
        }
    },
    ANY_WORDS {
        @Override
        void of(Draft draft, Random random) {
            draft.set(Any.of(random, "q", "prefix"), Strange.text(random));
        }
    },
    ANY_LIST {
        @Override
        void of(Draft draft, Random random) {
            draft.set(
                    Any.of(random, "fields", "sort", "group_by", "measure", draft.subject.field(random) + "__in"),
                    (draft.subject.field(random) + Any.of(random, ",", "),", ",sum(", "(", " ,-", ",count(),"))
                            .repeat(1 + random.nextInt(30)));
        }
    },
    OVERLONG {
        @Override
        void of(Draft draft, Random random) {
            draft.with(
                    Any.of(random, draft.subject.field(random) + "__contains", Any.of(Strange.PARAMETERS, random)),
                    Any.of(random, "a", "é", "1", "%", ",", "(").repeat(random.nextInt(8_000)));
        }
    },
    MANY_PARAMETERS {
        @Override
        void of(Draft draft, Random random) {
            for (int count = random.nextInt(600); count > 0; count--) {
                draft.with(draft.subject.field(random) + Any.of(random, "", "__ne", "__lt"), Integer.toString(count));
            }
        }
    },
    STRANGE_PATH {
        @Override
        void of(Draft draft, Random random) {
            int place = 2 + random.nextInt(draft.path.size() - 2);
            draft.path.set(
                    place,
                    random.nextBoolean() ? Strange.text(random) : Strange.garbled(draft.path.get(place), random));
        }
    },
    LONGER_PATH {
        @Override
        void of(Draft draft, Random random) {
            draft.path.add(random.nextInt(draft.path.size() + 1), Any.of(random, "", "..", ".", "records", "x,y", ","));
        }
    },
    BAD_ENCODING {
        @Override
        void of(Draft draft, Random random) {
            draft.spoil(target -> Strange.inserted(target, Any.of(Strange.BAD_ENCODINGS, random), random));
        }
    },
    RAW_BYTE {
        @Override
        void of(Draft draft, Random random) {
            byte[] letter = Any.of(random, "\"", "<", "|", "é", "\\", "^", "`", "{", "}", "#", "[", ";", "+", "&", "=")
                    .getBytes(StandardCharsets.UTF_8);
            draft.spoil(target -> Strange.inserted(target, new String(letter, StandardCharsets.ISO_8859_1), random));
        }
    },
    ANY_METHOD {
        @Override
        void of(Draft draft, Random random) {
            draft.method = Any.of(random, "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW");
        }
    },
    ANY_HEADER {
        @Override
        void of(Draft draft, Random random) {
            draft.headers.add(Any.of(Strange.HEADERS, random));
        }
    },
    STRANGE_HEADER {
        @Override
        void of(Draft draft, Random random) {
            String value = Strange.text(random).replaceAll("[\\p{Cntrl}]", " ");
            draft.headers.add(
                    Any.of(random, "Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Origin")
                            + ": "
                            + new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                                    .replaceAll("[\\x00-\\x1f\\x7f]", "")
                                    .strip());
        }
    };

    /** Spoils a request. */
    abstract void of(Draft draft, Random random);

    private static Parameter parameter(Draft draft, Random random) {
        return draft.parameters.isEmpty() ? new Parameter("limit", "5") : Any.of(draft.parameters, random);
    }

    static Mutation any(Random random) {
        return Any.of(List.of(values()), random);
    }
}

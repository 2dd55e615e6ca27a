// What "where" and "having" may say: a part of CQL2 text (OGC 21-065r2). What does not stand here cannot be said.
grammar Where;

options {
    caseInsensitive = true;
}

whole
    : condition EOF
    ;

condition
    : conjunction (OR conjunction)*
    ;

conjunction
    : part (AND part)*
    ;

part
    : NOT part
    | OPEN condition CLOSE
    | predicate
    ;

predicate
    : operand test
    ;

test
    : COMPARISON operand
    | IS NOT? NULL
    | NOT? (BETWEEN operand AND operand | IN OPEN operand (COMMA operand)* CLOSE | LIKE operand)
    ;

operand
    : name
    | CASEI OPEN (name | TEXT) CLOSE
    | SIGN? NUMBER
    | TEXT
    | TRUE
    | FALSE
    | DATE OPEN TEXT CLOSE
    | TIMESTAMP OPEN TEXT CLOSE
    ;

name
    : WORD
    | QUOTED
    | CASEI
    | DATE
    | TIMESTAMP
    ;

AND : 'and';
BETWEEN : 'between';
CASEI : 'casei';
DATE : 'date';
FALSE : 'false';
IN : 'in';
IS : 'is';
LIKE : 'like';
NOT : 'not';
NULL : 'null';
OR : 'or';
TIMESTAMP : 'timestamp';
TRUE : 'true';

OPEN : '(';
CLOSE : ')';
COMMA : ',';
SIGN : '+' | '-';
COMPARISON : '=' | '<>' | '<=' | '<' | '>=' | '>';

NUMBER : [0-9]+ ('.' [0-9]*)? ('e' [+-]? [0-9]+)?;
WORD : [a-z_] [a-z0-9_]*;
QUOTED : '"' ~["]+ '"';
TEXT : '\'' (~['] | '\'\'')* '\'';

SPACE : [ \t\r\n]+ -> skip;

// Whatever else stands there is for the parser to refuse, at its place.
OTHER : .;

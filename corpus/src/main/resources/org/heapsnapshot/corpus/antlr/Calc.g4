grammar Calc;

program : statement+ EOF ;

statement
    : ID '=' expr ';'          # assign
    | 'print' expr ';'         # print
    | '{' statement* '}'       # block
    ;

expr
    : <assoc=right> expr '^' expr
    | expr op=('*' | '/') expr
    | expr op=('+' | '-') expr
    | ID '(' (expr (',' expr)*)? ')'
    | '(' expr ')'
    | ID
    | NUMBER
    | STRING
    ;

ID      : [a-zA-Z_] [a-zA-Z_0-9]* ;
NUMBER  : DIGIT+ ('.' DIGIT*)? EXPONENT? ;
STRING  : '"' (ESC | ~["\\\r\n])* '"' ;
COMMENT : '/*' .*? '*/' -> channel(HIDDEN) ;
WS      : [ \t\r\n\u00A0]+ -> skip ;

fragment DIGIT    : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment ESC      : '\\' . ;

"""Expressions of every kind, from which the fuzzing tests breed."""

CORPUS = tuple(
    line.strip()
    for line in """
if customer = "VIP" and total > 1000 then total * 0.9 else total
for i in 1..10, j in [i, i * 2] return i + j
some x in orders satisfies x.total > 100 and x.paid
every x in orders satisfies x.total between 1 and 1e3
orders[total > 50].name
orders[-1]
{a: 1, b: a + 1, "c d": [a, b][item > 1]}.b
function(x: number, y) x ** y - 2
{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r
date("2026-11-22") + duration("P1M2D")
@"2026-11-22T10:00:00@Asia/Shanghai" - @"P1DT2H"
date and time("2026-11-22T10:00:00Z").time offset
years and months duration(date("2024-01-31"), date("2026-02-28"))
@"P1Y2M" * 3 / 2
time("10:30:00+08:00") - time("09:00:00+08:00")
x in (< 5, [10..20), "a", not(true))
x in ]1..5[ or 5 in [1..5]
[1..10[ instance of range<number>
[1, 2, 3] instance of list<number>
{a: 1} instance of context<a: number, b: string>
replace("abcd", "(ab)|(a)", "[1=$1]")
matches(name, "^[A-Z]{2,4}-\\\\d+$", "i")
split("a;b;c", ";")
substring("foobar", 3, 2)
string join(["a", "b"], ", ")
sort([3, 1, 2], function(a, b) a < b)
sum([1, 2.5, -3e-2])
list replace([1, 2], 1, null)
context put({a: {b: 1}}, ["a", "b"], 2)
get value({a: 1}, "a")
decimal(1 / 3, 2) + round half up(2.5, 0)
modulo(-10, 3)
overlaps before([1..5], (3..8])
number("1 000,50", " ", ",")
string({a: [1, null, true], b: @"PT1H"})
not(null) = true
-5 ** -2
"\\u5ba2\\U01F600\\n" + string(1)
distinct values([1, 1.0, "1", null])
range("[1..5]").start included
is defined(a.b.c)
now() > @"2020-01-01T00:00:00Z"
add working time(now(), @"PT8H", "desk")
partition([1, 2, 3], 2)
function(s) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}
-
not("a", "b")
客户等级 = "金卡" // 注释
/* c */ 1
max(1, 2, null)
week of year(@"2026-11-22")
""".splitlines()
    if line.strip()
)

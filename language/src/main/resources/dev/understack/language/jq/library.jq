# The functions of jq that are written in jq. They see only each other and the native ones.

def not: if . then false else true end;
def select(f): if f then . else empty end;
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def add(f): [f] | add;
def in(xs): . as $key | xs | has($key);

def recurse(f): def deeper: ., (f | deeper); deeper;
def recurse(f; cond): recurse(f | select(cond));
def recurse: recurse(.[]?);
def while(cond; update): def step: if cond then ., (update | step) else empty end; step;
def until(cond; update): def step: if cond then . else update | step end; step;
def repeat(f): def again: f, again; again;
def range($end): _range(0; $end; 1);
def range($start; $end): _range($start; $end; 1);
def range($start; $end; $step): _range($start; $end; $step);

def to_entries: [keys[] as $key | {key: $key, value: .[$key]}];
def from_entries:
  map({(.key // .Key // .name // .Name): (if has("value") then .value else .Value end)})
  | add // {};
def with_entries(f): to_entries | map(f) | from_entries;

def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));

def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def values: select(. != null);
def finites: select(isfinite);
def normals: select(isnormal);

def walk(f):
  def visit:
    if type == "array" then map(visit) elif type == "object" then map_values(visit) end | f;
  visit;
def combinations: if length == 0 then [] else .[0][] as $x | [$x] + (.[1:] | combinations) end;
def combinations(n): [limit(n; repeat(.))] | combinations;

def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def first(g): label $found | g | ., break $found;
def isempty(g): label $found | (g | false, break $found), true;
def limit($n; g):
  if $n < 0 then error("limit doesn't support negative count")
  elif $n == 0 then empty
  else label $enough | foreach g as $x ($n; . - 1; $x, if . <= 0 then break $enough else empty end)
  end;
def skip($n; g):
  if $n < 0 then error("skip doesn't support negative count")
  elif $n == 0 then g
  else foreach g as $x ($n; . - 1; if . < 0 then $x else empty end)
  end;
def nth($n; g):
  if $n < 0 then error("nth doesn't support negative index") else first(skip($n; g)) end;

def any(g; cond): isempty(g | select(cond)) | not;
def any(cond): any(.[]; cond);
def any: any(.);
def all(g; cond): isempty(g | select(cond | not));
def all(cond): all(.[]; cond);
def all: all(.);

def del(f): delpaths([path(f)]);
def paths: path(..) | select(. != []);
def paths(f): path(.. | select(f)) | select(. != []);
def pick(f): . as $whole | reduce path(f) as $p (null; setpath($p; $whole | getpath($p)));

def tostream:
  path(def leaves_first: (.[]? | leaves_first), .; leaves_first) as $p
  | getpath($p)
  | reduce path(.[]?) as $last ([$p, .]; [$p + $last]);
def truncate_stream(f):
  . as $depth | null | f
  | if .[0] | length > $depth then .[0] |= .[$depth:] else empty end;
def fromstream(f):
  foreach f as $event (
    null;
    (if .done then null else . end)
    | $event as [$path, $leaf]
    | if $event | length == 2
      then setpath(["value"] + $path; $leaf) | .done = ($path | length == 0)
      else .done = ($path | length == 1)
      end;
    if .done then .value else empty end
  );

def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%S%z") | mktime;
def todate: todateiso8601;
def fromdate: fromdateiso8601;

def test($re): test($re; null);
def test($re; $flags): _match($re; $flags; true);
def match($re): match($re; null);
def match($re; $flags): _match($re; $flags; false)[];
def capture($re): capture($re; null);
def capture($re; $flags): match($re; $flags) | .captures | _captures;
def scan($re): scan($re; null);
def scan($re; $flags):
  match($re; $flags + "g")
  | if .captures == [] then .string else [.captures[].string] end;
def splits($re): splits($re; null);
def splits($re; $flags): split($re; $flags)[];
def split($re; $flags):
  . as $text
  | [foreach (match($re; $flags + "g"), null) as $m (
      {next: 0};
      {start: .next, end: $m.offset, next: ($m.offset + $m.length)};
      $text[.start:.end]
    )];
def sub($re; replacement): sub($re; replacement; null);
def gsub($re; replacement): sub($re; replacement; "g");
def gsub($re; replacement; $flags): sub($re; replacement; $flags + "g");
def sub($re; replacement; $flags):
  . as $text
  | reduce match($re; $flags) as $m (
      {from: 0, texts: []};
      [$m.captures | _captures | replacement] as $new
      | $text[.from:$m.offset] as $kept
      | .texts = reduce range($new | length) as $i (.texts; .[$i] += $kept + $new[$i])
      | .from = $m.offset + $m.length
    )
  | if .texts == [] then $text else .texts[] + $text[.from:] end;

def INDEX(stream; key): reduce stream as $row ({}; .[$row | key | tostring] = $row);
def INDEX(key): INDEX(.[]; key);
def IN(s): any(s == .; .);
def IN(source; s): any(source == s; .);
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; stream; key): stream | [., $index[key]];
def JOIN($index; stream; key; join): stream | [., $index[key]] | join;

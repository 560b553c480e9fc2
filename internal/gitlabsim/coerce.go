package gitlabsim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// params reads the parameters of one request as GitLab's API framework
// coerces them, and collects what is wrong with them: all complaints go into
// one answer.
type params struct {
	bag        map[string]any
	complaints []string
}

// param is one parameter: absent, sent as null, or sent with a value.
type param[T any] struct {
	sent  bool
	null  bool
	value T
}

// given reports whether the parameter has a value, and is neither null nor absent.
func (p param[T]) given() bool { return p.sent && !p.null }

// or is the value, or another where none was given.
func (p param[T]) or(other T) T {
	if p.given() {
		return p.value
	}

	return other
}

// pointer is nil where no value was given.
func (p param[T]) pointer() *T {
	if !p.given() {
		return nil
	}

	return &p.value
}

// set sets a field to what was sent; null is the zero value.
func (p param[T]) set(field *T) {
	if p.sent {
		*field = p.value
	}
}

// setPointer is set for a field that can be nil, as which null is stored.
func (p param[T]) setPointer(field **T) {
	if p.sent {
		*field = p.pointer()
	}
}

func (p *params) complain(text string) {
	p.complaints = append(p.complaints, text)
}

// err is everything that was wrong.
func (p *params) err() error {
	if len(p.complaints) == 0 {
		return nil
	}

	return errInvalid(p.complaints)
}

func (p *params) has(name string) bool {
	_, sent := p.bag[name]

	return sent
}

// require complains about an absent parameter.
func (p *params) require(names ...string) {
	for _, name := range names {
		if !p.has(name) {
			p.complain(name + " is missing")
		}
	}
}

// exclusive complains when more than one of the names was sent.
func (p *params) exclusive(names ...string) {
	sent := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !p.has(name) })
	if len(sent) > 1 {
		p.complain(strings.Join(sent, ", ") + " are mutually exclusive")
	}
}

// atLeastOne complains when none of the names was sent.
func (p *params) atLeastOne(names ...string) {
	if !slices.ContainsFunc(names, p.has) {
		p.complain(strings.Join(names, ", ") + " are missing, at least one parameter must be provided")
	}
}

// read coerces one parameter; convert says whether the value is valid.
func read[T any](p *params, name string, blankIsNull bool, convert func(any) (T, bool)) param[T] {
	raw, sent := p.bag[name]
	if !sent {
		return param[T]{}
	}

	if raw == nil || blankIsNull && raw == "" {
		return param[T]{sent: true, null: true}
	}

	value, valid := convert(raw)
	if !valid {
		p.complain(name + " is invalid")

		return param[T]{sent: true, null: true}
	}

	return param[T]{sent: true, value: value}
}

func (p *params) text(name string) param[string] {
	return read(p, name, false, toText)
}

// short is a text that GitLab's models keep short.
// Unverified: names too long. The words are those of the models, but not field by field.
func (p *params) short(name string, longest int) param[string] {
	t := p.text(name)
	if tooLong(t.pointer(), longest) {
		p.complain(fmt.Sprintf("%s is too long (maximum is %d characters)", name, longest))
	}

	return t
}

func (p *params) integer(name string) param[int64] {
	return read(p, name, true, toInteger)
}

func (p *params) boolean(name string) param[bool] {
	return read(p, name, true, toBoolean)
}

func (p *params) moment(name string) param[time.Time] {
	return read(p, name, true, func(raw any) (time.Time, bool) {
		text, isText := raw.(string)
		t, err := parseTime(text)

		return t, isText && err == nil
	})
}

// word is a text out of a list; the empty text is not in it, null passes. Each
// element of an array has to be in it, which makes no text of the array.
func (p *params) word(name string, allowed ...string) param[string] {
	w := p.text(name)
	listed := true

	switch elements, isArray := p.bag[name].([]any); {
	case isArray:
		listed = !slices.ContainsFunc(elements, func(element any) bool {
			text, isText := toText(element)

			return !isText || !slices.Contains(allowed, text)
		})
	case p.bag[name] != nil:
		listed = slices.Contains(allowed, w.value)
	}

	if !listed {
		p.complain(name + " does not have a valid value")
	}

	return w
}

// list is an array of texts, or one text with commas: every element is split
// on commas. Anything else is the empty list.
func (p *params) list(name string) param[[]string] {
	raw, sent := p.bag[name]
	if !sent {
		return param[[]string]{}
	}

	elements, _ := raw.([]any)
	if text, isText := raw.(string); isText {
		elements = []any{text}
	}

	items := []string{}

	for _, element := range elements {
		text, isText := toText(element)
		if !isText {
			continue
		}

		for _, item := range strings.Split(text, ",") {
			if item = strings.Trim(item, rubySpace); item != "" {
				items = append(items, item)
			}
		}
	}

	return param[[]string]{sent: true, value: items}
}

// tags is a list that GitLab's parser has read.
func (p *params) tags(name string) param[[]string] {
	list := p.list(name)
	if list.sent {
		list.value = parseTags(list.value)
	}

	return list
}

// member is the parameter inside an object, as in info[name].
func (p *params) member(object, name string) *string {
	members, isObject := p.bag[object].(map[string]any)
	if !isObject {
		return nil
	}

	text, isText := toText(members[name])
	if !isText || text == "" {
		return nil
	}

	return &text
}

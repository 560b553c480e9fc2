package gitlabsim_test

import (
	"bytes"
	"encoding/base64"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// Every form of a value, in settings that the details show.
func TestCoercion(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct{ name, send, has string }{
		{"Boolean/true", `{"locked":true}`, `{"locked":true}`},
		{"Boolean/text", `{"locked":"true"}`, `{"locked":true}`},
		{"Boolean/1", `locked=1`, `{"locked":true}`},
		{"Boolean/number", `{"locked":1}`, `{"locked":true}`},
		{"Boolean/yes", `locked=yes`, `{"locked":true}`},
		{"Boolean/on", `locked=on`, `{"locked":true}`},
		{"Boolean/off", `locked=off`, `{"locked":false}`},
		{"Boolean/no", `locked=no`, `{"locked":false}`},
		{"Boolean/0", `locked=0`, `{"locked":false}`},
		{"Boolean/false", `{"locked":false}`, `{"locked":false}`},
		{"Boolean/text false", `{"locked":"false"}`, `{"locked":false}`},
		{"Boolean/upper case", `locked=TRUE`, `{"locked":true}`},
		{"Boolean/capital", `locked=Yes`, `{"locked":true}`},
		{"Boolean/t", `locked=t`, `{"locked":true}`},
		{"Boolean/Y", `locked=Y`, `{"locked":true}`},
		{"Boolean/f", `locked=f`, `{"locked":false}`},
		{"Boolean/N", `locked=N`, `{"locked":false}`},
		{"Integer/blanks around", `maximum_timeout=+700+`, `{"maximum_timeout":700}`},
		{"Integer/an underscore", `maximum_timeout=1_000`, `{"maximum_timeout":1000}`},
		{"Integer/a sign", `maximum_timeout=%2B700`, `{"maximum_timeout":700}`},
		{"Integer/leading zeros", `maximum_timeout=0700`, `{"maximum_timeout":700}`},
		{"String/fraction", `{"description":1.50}`, `{"description":"1.5"}`},
		{"String/whole fraction", `{"description":7e2}`, `{"description":"700.0"}`},
		{"String/large fraction", `{"description":1e20}`, `{"description":"1.0e+20"}`},
		{"String/small fraction", `{"description":0.00001}`, `{"description":"1.0e-05"}`},
		{"Integer/null", `{"maximum_timeout":null}`, `{"maximum_timeout":null}`},
		{"Integer/empty", `{"maximum_timeout":""}`, `{"maximum_timeout":null}`},
		{"String/Boolean", `{"description":true}`, `{"description":"true"}`},
		{"String/spaces stay", `{"description":" a "}`, `{"description":" a "}`},
		{"enum/listed", `access_level=ref_protected`, `{"access_level":"ref_protected"}`},
		{"tag_list/null", `{"tag_list":null}`, `{"tag_list":[]}`},
		{"tag_list/empty array", `{"tag_list":[]}`, `{"tag_list":[]}`},
		{"tag_list/empty text", `{"tag_list":""}`, `{"tag_list":[]}`},
		{"tag_list/empty in a form", `tag_list=`, `{"tag_list":[]}`},
		{"tag_list/a number", `{"tag_list":[1,2.5]}`, `{"tag_list":["1","2.5"]}`},
		{"Integer/number", `{"maximum_timeout":700}`, `{"maximum_timeout":700}`},
		{"Integer/digits", `{"maximum_timeout":"700"}`, `{"maximum_timeout":700}`},
		{"Integer/fraction", `{"maximum_timeout":700.9}`, `{"maximum_timeout":700}`},
		{"Integer/exponent", `{"maximum_timeout":7e2}`, `{"maximum_timeout":700}`},
		{"String/number", `{"description":123}`, `{"description":"123"}`},
		{"String/empty", `{"description":""}`, `{"description":""}`},
		{"String/null", `{"description":null}`, `{"description":null}`},
		{"tag_list/text", `{"tag_list":"a, b"}`, `{"tag_list":["a","b"]}`},
		{"tag_list/array", `{"tag_list":["a","b"]}`, `{"tag_list":["a","b"]}`},
		{"tag_list/form", `tag_list[]=a&tag_list[]=b`, `{"tag_list":["a","b"]}`},
		{"tag_list/commas inside elements", `{"tag_list":["a,b"," c "]}`, `{"tag_list":["a","b","c"]}`},
		{"tag_list/blanks and doubles", `{"tag_list":"a,,b,a"}`, `{"tag_list":["a","b"]}`},
		{"tag_list/case counts", `{"tag_list":"A,a"}`, `{"tag_list":["A","a"]}`},
		{"tag_list/in double quotes", `{"tag_list":["\"q\""]}`, `{"tag_list":["q"]}`},
		{"tag_list/in single quotes", `{"tag_list":["b","'a'"]}`, `{"tag_list":["a","b"]}`},
		{"tag_list/quotes across elements", `{"tag_list":["\"a","b\""]}`, `{"tag_list":["a, b"]}`},
		{"tag_list/quotes around a comma", `{"tag_list":"\"a,b\""}`, `{"tag_list":["a, b"]}`},
		{"tag_list/double before single quotes", `{"tag_list":"c,'b', \"a\" ,'b'"}`, `{"tag_list":["a","b","c"]}`},
		{"tag_list/a quote at the start", `{"tag_list":["\"a"]}`, `{"tag_list":["\"a"]}`},
		{"tag_list/a quote inside", `{"tag_list":["a\"b","c'd"]}`, `{"tag_list":["a\"b","c'd"]}`},
		{"tag_list/text after the quotes", `{"tag_list":["\"a\" b"]}`, `{"tag_list":["\"a\" b"]}`},
		{"tag_list/the last quote that ends an item", `{"tag_list":["\"a\"b\""]}`, `{"tag_list":["a\"b"]}`},
		{"tag_list/nothing in quotes", `{"tag_list":["\"\"","''","a"]}`, `{"tag_list":["a"]}`},
		{"tag_list/a line break in quotes", `{"tag_list":["\"a\nb\""]}`, `{"tag_list":["\"a\nb\""]}`},
		{"tag_list/spaces in quotes", `{"tag_list":["\" a \""]}`, `{"tag_list":["a"]}`},
		{"tag_list/a space beyond ASCII", `{"tag_list":["\u00a0a","\u00a0"]}`, `{"tag_list":["\u00a0a"]}`},
		{"tag_list/number", `{"tag_list":5}`, `{"tag_list":[]}`},
		{"tag_list/null elements", `{"tag_list":[null,"a",true]}`, `{"tag_list":["a","true"]}`},
		{"tag_list/object", `{"tag_list":{"a":1}}`, `{"tag_list":[]}`},
		{"tag_list/empty form array", `tag_list[]=`, `{"tag_list":[]}`},
	} {
		t.Run("2.6/"+tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			want := testCase{do: tc.send, status: http.StatusOK, has: tc.has}
			want.check(t, s.do(`max PUT /runners/3 `+tc.send))
		})
	}
}

func TestTagsBefore2024(t *testing.T) {
	t.Parallel()

	run(t, []testCase{{
		name: "2.6/quotes in 16.0", version: "16.0", do: `max PUT /runners/3 {"tag_list":["b","\"a\""]}`, status: 200,
		has: `{"tag_list":["a","b"]}`,
	}})
}

func TestCoercionRefusals(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct{ name, send, text string }{
		{"Boolean/word", `{"locked":"maybe"}`, "locked is invalid"},
		{"Boolean/mixed letters", `locked=tRUE`, "locked is invalid"},
		{"Boolean/more mixed letters", `locked=yEs`, "locked is invalid"},
		{"Boolean/a blank before", `locked=+true`, "locked is invalid"},
		{"Boolean/fraction", `{"locked":1.0}`, "locked is invalid"},
		{"enum/array", `{"access_level":["ref_protected"]}`, "access_level is invalid"},
		{"enum/array of another word", `{"access_level":["open"]}`, "access_level is invalid, access_level does not have a valid value"},
		{"enum/object", `{"access_level":{}}`, "access_level is invalid, access_level does not have a valid value"},
		{"Integer/two underscores", `maximum_timeout=1__000`, "maximum_timeout is invalid"},
		{"Integer/blank", `{"maximum_timeout":" "}`, "maximum_timeout is invalid"},
		{"Integer/base", `maximum_timeout=0x400`, "maximum_timeout is invalid"},
		{"Boolean/another number", `{"locked":2}`, "locked is invalid"},
		{"enum/empty", `access_level=`, "access_level does not have a valid value"},
		{"String/object", `{"description":{"a":1}}`, "description is invalid"},
		{"Boolean/array", `{"locked":[]}`, "locked is invalid"},
		{"Integer/word", `maximum_timeout=long`, "maximum_timeout is invalid"},
		{"Integer/fraction as text", `maximum_timeout=12.7`, "maximum_timeout is invalid"},
		{"Integer/object", `{"maximum_timeout":{}}`, "maximum_timeout is invalid"},
		{"Integer/beyond", `{"maximum_timeout":1e400}`, "maximum_timeout is invalid"},
		{"String/array", `{"description":["a"]}`, "description is invalid"},
		{"enum/unknown", `access_level=open`, "access_level does not have a valid value"},
	} {
		t.Run("2.6/"+tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			want := testCase{do: tc.send, status: http.StatusBadRequest, body: `{"error":"` + tc.text + `"}`}
			want.check(t, s.do(`max PUT /runners/3 `+tc.send))
		})
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()

	var form bytes.Buffer

	writer := multipart.NewWriter(&form)
	if err := writer.WriteField("description", "from a form"); err != nil {
		t.Fatal(err)
	}

	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}

	const malformed = "\\nProblem:\\n  message body does not match declared format\\nResolution:\\n" +
		"  when specifying application/json as content-type, you must pass valid application/json in the request's 'body' "

	for _, tc := range []struct {
		name, query, contentType, body string
		status                         int
		want                           string
	}{
		{"query alone", "?description=q", "", "", 200, `{"description":"q"}`},
		{"the body wins over the query", "?description=q&locked=true", "application/json", `{"description":"b"}`, 200, `{"description":"b","locked":true}`},
		{"JSON with a charset", "", "application/json; charset=utf-8", `{"description":"c"}`, 200, `{"description":"c"}`},
		{"no content type", "", "", `{"description":"n"}`, 415, `{"error":"The provided content-type '' is not supported."}`},
		{"no content type and no body", "?description=n", "", "", 200, `{"description":"n"}`},
		{"a content type and no body", "?description=n", "text/plain", "", 200, `{"description":"n"}`},
		{"a blank body", "?description=n", "text/plain", " ", 415, `{"error":"The provided content-type 'text/plain' is not supported."}`},
		{"the content type in other letters", "", "Application/JSON", `{"description":"n"}`, 200, `{"description":"n"}`},
		{"a form", "", "application/x-www-form-urlencoded", "description=f", 200, `{"description":"f"}`},
		{"a form wins over the query", "?description=q", "application/x-www-form-urlencoded", "description=f", 200, `{"description":"f"}`},
		{"unknown parameters", "?x=1", "application/json", `{"description":"u","colour":"red"}`, 200, `{"description":"u"}`},
		{"a malformed form", "", "application/x-www-form-urlencoded", "description=%zz", 400, ""},
		{"no media type at all", "", "/", "{}", 415, `{"error":"The provided content-type '/' is not supported."}`},
		{"multipart", "", writer.FormDataContentType(), form.String(), 200, `{"description":"from a form"}`},
		{"an array names nothing", "?locked=true", "application/json", `[1]`, 200, `{"locked":true}`},
		{"text", "?locked=true", "text/plain; charset=utf-8", `locked=false`, 415, `{"error":"The provided content-type 'text/plain' is not supported."}`},
		{"a blank after a separator", "", "application/x-www-form-urlencoded", "description=a& locked=true", 200, `{"description":"a","locked":true}`},
		{"a semicolon in a form", "", "application/x-www-form-urlencoded", "description=a;locked=true", 200, `{"description":"a;locked=true","locked":false}`},
		{"malformed JSON", "", "application/json", `{"locked":`, 400, `{"error":"` + malformed + `"}`},
		{"two JSON values", "", "application/json", `{} {}`, 400, `{"error":"` + malformed + `"}`},
		{"malformed multipart", "", "multipart/form-data; boundary=x", `nothing`, 400, ``},
		{"unsupported", "", "application/x-yaml", `a: b`, 415, `{"error":"The provided content-type 'application/x-yaml' is not supported."}`},
	} {
		t.Run("2.1/"+tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			want := testCase{do: tc.name, status: tc.status, has: tc.want}
			want.check(t, s.send(http.MethodPut, "/runners/3"+tc.query, tc.body, s.header("max", tc.contentType)))
		})
	}
}

// A text that is not UTF-8, or has a null byte, is refused in any part of a request and
// from any caller.
func TestMalformedTexts(t *testing.T) {
	t.Parallel()

	for _, tc := range []struct {
		name, path, contentType, body, authorization string
		status                                       int
	}{
		{"query", "/runners/3?description=%ff", "", "", "", 400},
		{"two tags that would look alike", "/runners/3?tag_list[]=%ff&tag_list[]=%fe", "", "", "", 400},
		{"form", "/runners/3", "application/x-www-form-urlencoded", "tag_list[]=%00", "", 400},
		{"JSON", "/runners/3", "application/json", "{\"description\":\"\xff\"}", "", 400},
		{"null byte in JSON", "/runners/3", "application/json", `{"description":"a\u0000b"}`, "", 400},
		{"unknown parameter", "/runners/3", "application/json", `{"x":{"y":["\u0000"]}}`, "", 400},
		{"deeper than GitLab looks", "/runners/3", "application/json", `{"locked":true,"x":{"y":{"z":["\u0000"]}}}`, "", 200},
		{"path", "/projects/%ff/runners", "", "", "", 400},
		{"path of nothing", "/nothing/%00", "", "", "", 400},
		{"credentials", "/runners/3", "", "", "Bearer \xff", 400},
		{"password", "/runners/3", "", "", "Basic " + base64.StdEncoding.EncodeToString([]byte("user:\x00")), 400},
	} {
		t.Run("2.1/"+tc.name, func(t *testing.T) {
			t.Parallel()

			s := fixture(t)
			header := s.header("max", tc.contentType)

			if tc.authorization != "" {
				header.Set("Authorization", tc.authorization)
			}

			got := s.send(http.MethodPut, tc.path, tc.body, header)
			testCase{do: tc.name, status: tc.status}.check(t, got)

			if tc.status == 400 && (got.text != "Bad Request" || !strings.HasPrefix(got.header.Get("Content-Type"), "text/plain")) {
				t.Errorf("answered with %q of %q", got.text, got.header.Get("Content-Type"))
			}
		})
	}
}

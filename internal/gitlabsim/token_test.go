package gitlabsim_test

import (
	"encoding/base64"
	"hash/crc32"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestTokenForms(t *testing.T) {
	t.Parallel()

	const (
		plain20   = `[A-Za-z0-9_-]{20}`
		routable  = `[A-Za-z0-9_-]{27,300}\.[0-9a-z]{9}`
		versioned = `[A-Za-z0-9_-]{27,300}\.01\.[0-9a-z]{9}`
		create    = `root POST /user/runners runner_type=`
		register  = `- POST /runners token=$reg$`
	)

	for _, tc := range []struct {
		version        gitlabsim.Version
		make           string
		form, tokenFor string
	}{
		{"16.0", create + `instance_type`, `glrt-` + plain20, ""},
		{"17.5", create + `group_type&group_id=1`, `glrt-` + plain20, ""},
		{"17.6", create + `instance_type`, `glrt-t1_` + plain20, ""},
		{"17.6", create + `group_type&group_id=1`, `glrt-t2_` + plain20, ""},
		{"17.6", create + `project_type&project_id=1`, `glrt-t3_` + plain20, ""},
		{"17.11", create + `group_type&group_id=1`, `glrt-t2_` + plain20, ""},
		{"18.0", create + `instance_type`, `glrt-t1_` + plain20, ""},
		{"18.0", create + `group_type&group_id=1`, `glrt-t2_` + routable, ""},
		{"18.10", create + `project_type&project_id=1`, `glrt-t3_` + routable, ""},
		{"18.10", create + `instance_type`, `glrt-t1_` + plain20, ""},
		{"18.11", create + `instance_type`, `glrt-` + versioned, ""},
		{"18.11", create + `group_type&group_id=1`, `glrt-` + versioned, ""},
		{"19.5", create + `project_type&project_id=1`, `glrt-` + versioned, ""},
		{"18.10", register, `glrtr-t3_` + plain20, "/projects/1/runners"},
		{"18.11", register, `glrtr-` + versioned, "/projects/1/runners"},
		{"19.5", register, `glrtr-` + versioned, "/groups/1/runners"},
		{"19.5", register, `glrtr-` + plain20, "/runners"},
		{"17.5", register, plain20, "/runners"},
		{"17.6", register, `t1_` + plain20, "/runners"},
		{"17.6", register, `t2_` + plain20, "/groups/1/runners"},
		{"17.6", register, `t3_` + plain20, "/projects/1/runners"},
		{"17.10", register, `t1_` + plain20, "/runners"},
		{"17.11", register, `glrtr-t3_` + plain20, "/projects/1/runners"},
		{"17.11", register, `glrtr-t1_` + plain20, "/runners"},
	} {
		t.Run("9.1/"+string(tc.version)+" "+tc.make+tc.tokenFor, func(t *testing.T) {
			t.Parallel()

			s := fixture(t, gitlabsim.WithVersion(tc.version))

			if tc.tokenFor != "" {
				s.must(
					`root PUT /application/settings allow_runner_registration_token=true`,
					`root POST `+tc.tokenFor+`/reset_registration_token`,
				)
				s.tokens["reg"] = s.tokens["last"]
			}

			form := regexp.MustCompile(`^` + tc.form + `$`)

			s.must(tc.make)

			first := s.tokens["last"]
			if !form.MatchString(first) {
				t.Errorf("the token is %q, want the form %s", first, tc.form)
			}

			s.must(`root POST /runners/6/reset_authentication_token`)

			if second := s.tokens["last"]; second == first || !form.MatchString(second) {
				t.Errorf("the token after a reset is %q, want the form %s", second, tc.form)
			}
		})
	}
}

// An instance runner without a creator has no owner for its token.
func TestTokenWithoutAnOwner(t *testing.T) {
	t.Parallel()

	s := newSim(t)
	s.user("adm", `,"admin":true`, "api")
	s.must(`adm POST /user/runners runner_type=instance_type`, `root DELETE /users/2`, `root POST /runners/1/reset_authentication_token`)

	if token := s.tokens["last"]; !regexp.MustCompile(`^glrt-[A-Za-z0-9_-]{20}$`).MatchString(token) {
		t.Errorf("9.1: the token is %q", token)
	}
}

// A routable token names its owner, and has a checksum.
func TestRoutableToken(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(`ann POST /user/runners runner_type=group_type&group_id=2`)

	token := s.tokens["last"]
	code, tail, _ := strings.Cut(strings.TrimPrefix(token, "glrt-"), ".01.")

	payload, err := base64.RawURLEncoding.DecodeString(code)
	if err != nil {
		t.Fatalf("9.1: %q: %v", token, err)
	}

	const keys = "g:2\no:1\nt:2\nu:2"
	if got := string(payload[16 : len(payload)-1]); got != keys || int(payload[len(payload)-1]) != len(keys) {
		t.Errorf("9.1: the token has the keys %q of %d bytes, want %q", got, payload[len(payload)-1], keys)
	}

	if length, err := strconv.ParseInt(tail[:2], 36, 64); err != nil || int(length) != len(code) {
		t.Errorf("9.1: the token says that its code has %d characters, want %d", length, len(code))
	}

	sum, err := strconv.ParseUint(tail[2:], 36, 32)
	if want := crc32.ChecksumIEEE([]byte(token[:len(token)-7])); err != nil || uint32(sum) != want {
		t.Errorf("9.1: the checksum is %d, want %d", sum, want)
	}
}

func TestCustomTokenPrefix(t *testing.T) {
	t.Parallel()

	prefix := []string{`root PUT /application/settings instance_token_prefix=acme`}

	for version, form := range map[gitlabsim.Version]string{"18.5": `^glrt-t1_`, "18.6": `^acme-glrt-t1_`, gitlabsim.Newest: `^acme-glrt-`} {
		t.Run("9.1/"+string(version), func(t *testing.T) {
			t.Parallel()

			s := newSim(t, gitlabsim.WithVersion(version))
			s.must(prefix...)
			s.must(`root POST /user/runners runner_type=instance_type`)

			if token := s.tokens["last"]; !regexp.MustCompile(form).MatchString(token) {
				t.Errorf("9.1: the token is %q, want the form %s", token, form)
			}
		})
	}
}

func TestRegistrationTokenForm(t *testing.T) {
	t.Parallel()

	for _, path := range []string{"/runners", "/groups/1/runners", "/projects/1/runners"} {
		t.Run("9.1/"+path, func(t *testing.T) {
			t.Parallel()

			s := fixture(t, gitlabsim.WithVersion("16.11"))
			s.must(`root POST ` + path + `/reset_registration_token`)

			if token := s.tokens["last"]; !regexp.MustCompile(`^GR1348941[A-Za-z0-9_-]{20}$`).MatchString(token) {
				t.Errorf("the registration token is %q", token)
			}
		})
	}
}

// Reads never contain a token.
func TestTokensAreNotRead(t *testing.T) {
	t.Parallel()

	s := fixture(t)
	s.must(`root POST /projects/2/runners runner_id=3`)

	for _, path := range []string{
		"/runners", "/runners/all", "/runners/3", "/runners/3/projects", "/runners/3/managers", "/runners/3/jobs",
		"/projects/1/runners", "/groups/1/runners",
	} {
		got := s.must(`root GET ` + path)

		for name, token := range s.tokens {
			if token != "" && strings.Contains(got.text, token) {
				t.Errorf("9.2: %s shows the token of %s: %s", path, name, got.text)
			}
		}
	}
}

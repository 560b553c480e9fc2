package gitlabsim_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func TestTokenForms(t *testing.T) {
	t.Parallel()

	const (
		plain20  = `[A-Za-z0-9_-]{20}`
		routable = `[A-Za-z0-9_-]{27,300}\.[0-9a-z]{9}`
		create   = `root POST /user/runners runner_type=`
		register = `- POST /runners token=$reg$`
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
		{"19.0", create + `project_type&project_id=1`, `glrt-t3_` + routable, ""},
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

			s := scene(t, gitlabsim.WithVersion(tc.version))

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

func TestRegistrationTokenForm(t *testing.T) {
	t.Parallel()

	for _, path := range []string{"/runners", "/groups/1/runners", "/projects/1/runners"} {
		t.Run("9.1/"+path, func(t *testing.T) {
			t.Parallel()

			s := scene(t, gitlabsim.WithVersion("16.11"))
			s.must(`root POST ` + path + `/reset_registration_token`)

			if token := s.tokens["last"]; !regexp.MustCompile(`^GR1348941[A-Za-z0-9_-]{20}$`).MatchString(token) {
				t.Errorf("the registration token is %q", token)
			}
		})
	}
}

// Reads never show a token.
func TestTokensAreNotRead(t *testing.T) {
	t.Parallel()

	s := scene(t)
	s.must(`root POST /projects/2/runners runner_id=3`)

	for _, path := range []string{
		"/runners", "/runners/all", "/runners/3", "/runners/3/projects", "/runners/3/managers", "/runners/3/jobs",
		"/projects/1/runners", "/groups/1/runners",
	} {
		got := s.must(`root GET ` + path)

		for who, token := range s.tokens {
			if token != "" && strings.Contains(got.text, token) {
				t.Errorf("9.2: %s shows the token of %s: %s", path, who, got.text)
			}
		}
	}
}

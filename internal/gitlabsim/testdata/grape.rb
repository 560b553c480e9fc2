# frozen_string_literal: true

# Answers requests as the API framework Grape does with the parameters that
# GitLab declares: one request as JSON on each line of the input, one answer on
# each line of the output. A request that Grape lets through is answered with
# the coerced parameters. Source: lib/api/api.rb, lib/api/ci/runners.rb,
# lib/api/user_runners.rb.

require 'grape'
require 'json'
require 'rack/mock'

COMMA_SEPARATED = lambda do |value|
  case value
  when String then value.split(',').map(&:strip)
  when Array then value.flat_map { |v| v.to_s.split(',').map(&:strip) }
  else []
  end
end

TYPES = %w[instance_type group_type project_type].freeze
STATUSES = %w[active paused online offline never_contacted stale].freeze
NO_SLASH = { id: %r{[^/]+} }.freeze

# What the parts of the API have in common.
module Shared
  extend Grape::API::Helpers

  Boolean = Grape::API::Boolean

  def sent
    declared(params, include_missing: false)
  end

  params :filters do
    optional :type, type: String, values: TYPES
    optional :paused, type: Boolean
    optional :status, type: String, values: STATUSES
    optional :tag_list, type: Array[String], coerce_with: COMMA_SEPARATED
    optional :version_prefix, type: String, regexp: /^[\d+.]+/
    optional :page, type: Integer, default: 1
    optional :per_page, type: Integer, default: 20, except_values: [0]
  end
end

# lib/api/ci/runner.rb
class Runner < Grape::API
  helpers Shared

  resource :runners do
    params do
      requires :token, type: String
      optional :description, type: String
      optional :maintainer_note, type: String
      optional :maintenance_note, type: String
      optional :active, type: Boolean
      optional :paused, type: Boolean
      optional :locked, type: Boolean
      optional :access_level, type: String, values: %w[not_protected ref_protected]
      optional :run_untagged, type: Boolean
      optional :tag_list, type: Array[String], coerce_with: COMMA_SEPARATED
      optional :maximum_timeout, type: Integer
      mutually_exclusive :maintainer_note, :maintenance_note
      mutually_exclusive :active, :paused
    end
    post { sent }

    params { requires :token, type: String }
    delete { sent }

    params do
      requires :token, type: String
      requires :system_id, type: String
    end
    delete('managers') { sent }

    params { requires :token, type: String }
    post('verify') do
      status 200
      sent
    end

    params { requires :token, type: String }
    post('reset_authentication_token') { sent }
  end
end

# lib/api/ci/runners.rb
class Runners < Grape::API
  helpers Shared
  before { error!({ message: '401 Unauthorized' }, 401) unless env['HTTP_PRIVATE_TOKEN'] }

  resource :runners do
    params do
      optional :scope, type: String, values: %w[specific shared] + TYPES + STATUSES
      use :filters
    end
    get { sent }

    params do
      optional :scope, type: String, values: %w[specific shared] + TYPES + STATUSES
      use :filters
    end
    get('all') { sent }

    params { requires :id, type: Integer }
    get(':id') { sent }

    params { requires :id, type: Integer }
    get(':id/managers') { sent }

    params do
      requires :id, type: Integer
      optional :description, type: String
      optional :active, type: Boolean
      optional :paused, type: Boolean
      optional :tag_list, type: Array[String], coerce_with: COMMA_SEPARATED
      optional :run_untagged, type: Boolean
      optional :locked, type: Boolean
      optional :access_level, type: String, values: %w[not_protected ref_protected]
      optional :maximum_timeout, type: Integer
      optional :maintenance_note, type: String
      at_least_one_of :description, :active, :paused, :tag_list, :run_untagged, :locked, :access_level,
        :maximum_timeout, :maintenance_note
      mutually_exclusive :active, :paused
    end
    put(':id') { sent }

    params { requires :id, type: Integer }
    delete(':id') do
      status 204
      body false
    end
  end

  params { requires :id, types: [String, Integer] }
  resource :projects, requirements: NO_SLASH do
    params { use :filters }
    get(':id/runners') { sent }

    params { requires :runner_id, type: Integer }
    post(':id/runners') { sent }

    params { requires :runner_id, type: Integer }
    delete(':id/runners/:runner_id') do
      status 204
      body false
    end
  end
end

# lib/api/user_runners.rb
class UserRunners < Grape::API
  helpers Shared
  before { error!({ message: '401 Unauthorized' }, 401) unless env['HTTP_PRIVATE_TOKEN'] }

  resource :user do
    params do
      requires :runner_type, type: String, values: TYPES
      given(runner_type: ->(type) { type == 'group_type' }) { requires :group_id, type: Integer }
      given(runner_type: ->(type) { type == 'project_type' }) { requires :project_id, type: Integer }
      optional :description, type: String
      optional :maintenance_note, type: String
      optional :paused, type: Boolean
      optional :locked, type: Boolean
      optional :run_untagged, type: Boolean
      optional :access_level, type: String, values: %w[not_protected ref_protected]
      optional :tag_list, type: Array[String], coerce_with: COMMA_SEPARATED
      optional :maximum_timeout, type: Integer
    end
    post('runners') { sent }
  end
end

class Api < Grape::API
  prefix :api
  version 'v4', using: :path

  rescue_from(Grape::Exceptions::Base) { |e| error!(e.message, e.status, e.headers || {}) }

  format :json
  content_type :json, 'application/json'

  mount Runner
  mount Runners
  mount UserRunners

  route(:any, '*path') { error!('404 Not Found', 404) }
end

# Rails refuses parameters that Rack cannot read before the API sees them.
# Source: lib/gitlab/middleware/handle_malformed_strings.rb.
def malformed?(env)
  Rack::Request.new(env.dup).params
  false
rescue Rack::QueryParser::ParameterTypeError, Rack::QueryParser::InvalidParameterError, EOFError
  true
end

def env_of(request)
  path, query = request['path'].split('?', 2)
  env = Rack::MockRequest.env_for(path, method: request['method'], input: request['body'])
  env['QUERY_STRING'] = query.to_s
  env['HTTP_PRIVATE_TOKEN'] = 'token' if request['signed_in']

  if request['content_type'].empty?
    env.delete('CONTENT_TYPE')
  else
    env['CONTENT_TYPE'] = request['content_type']
  end

  env
end

def answer(env)
  return [400, {}, 'Bad Request'] if malformed?(env)

  status, headers, body = Api.call(env)
  text = +''
  body.each { |part| text << part }
  [status, headers, text]
end

$stdout.sync = true

$stdin.each_line do |line|
  env = env_of(JSON.parse(line))
  env['rack.input'].rewind
  status, headers, body = answer(env)
  puts JSON.generate(status: status, allow: headers['Allow'].to_s, body: body)
end
